import { css } from '@emotion/css';
import { locationService } from '@grafana/runtime';
import { LoadingPlaceholder, Stack, Tab, TabContent, TabsBar, useStyles2 } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { useLocation } from 'react-router-dom';
import { Problem } from '../../components/Problem';
import { useHealth, useSurroundings, type Gathered, type Health } from '../../data';
import type { HealthReport } from '../../health';
import { ChecksTab } from './checks-tab/ChecksTab';
import { ComponentsTab } from './components-tab/ComponentsTab';
import { ConfigurationTab } from './configuration-tab/ConfigurationTab';
import { HEALTH_TABS, labelOfTab, readTab, TAB_PARAMETER, type HealthTab } from './healthTabs';
import { HealthToolbar } from './HealthToolbar';
import { JobsTab } from './jobs-tab/JobsTab';
import { LimitsTab } from './limits-tab/LimitsTab';
import { MissingTraceTab } from './missing-trace-tab/MissingTraceTab';
import { QualityTab } from './quality-tab/QualityTab';
import { RingsTab } from './rings-tab/RingsTab';

/** Is Tempo well, and if not, what to change: from its own HTTP API, its metrics and a few small queries. */
export default function HealthPage() {
  const { tempo } = useSurroundings();
  // The shell shows a guide where there is no Tempo.
  return tempo ? <HealthOfTempo key={tempo.uid} /> : null;
}

function HealthOfTempo() {
  const styles = useStyles2(getStyles);
  const health = useHealth();
  const wanted = readTab(useLocation().search);
  const { generation } = useSurroundings().capabilities;
  const shown = HEALTH_TABS.filter((name) => name !== 'jobs' || generation?.value !== '2.x');
  // A link made for a newer Tempo.
  const tab = shown.includes(wanted) ? wanted : 'checks';
  return (
    <Stack direction="column" gap={2}>
      <HealthToolbar health={health} />
      <TabsBar className={styles.tabs}>
        {shown.map((name) => (
          <Tab
            key={name}
            label={labelOfTab(name)}
            active={name === tab}
            counter={name === 'checks' ? health.report?.findings.length : undefined}
            onChangeTab={() => locationService.partial({ [TAB_PARAMETER]: name === 'checks' ? null : name })}
          />
        ))}
      </TabsBar>
      {health.error !== undefined && (
        <Problem
          severity="error"
          title={t('health.failed', 'The health of Tempo could not be asked for')}
          said={health.error}
          onRetry={health.refresh}
        />
      )}
      <TabContent>
        <TabBody tab={tab} health={health} />
      </TabContent>
    </Stack>
  );
}

const getStyles = () => ({
  // On a narrow page all tabs are seen, in two lines, rather than some by scrolling.
  tabs: css({ '& > [role="tablist"]': { flexWrap: 'wrap' } }),
});

function TabBody({ tab, health }: { tab: HealthTab; health: Health }) {
  // These two ask for themselves, when they are told to.
  switch (tab) {
    case 'missing-trace':
      return <MissingTraceTab />;
    case 'quality':
      return <QualityTab />;
    default:
      return <AskedTab tab={tab} health={health} />;
  }
}

function AskedTab({ tab, health }: { tab: HealthTab; health: Health }) {
  const { gathered, report } = health;
  if (!gathered || !report) {
    return health.progress ? <LoadingPlaceholder text={t('health.asking', 'Asking Tempo and Prometheus…')} /> : null;
  }
  return <GatheredTab tab={tab} gathered={gathered} report={report} />;
}

function GatheredTab({ tab, gathered, report }: { tab: HealthTab; gathered: Gathered; report: HealthReport }) {
  switch (tab) {
    case 'components':
      return <ComponentsTab gathered={gathered} />;
    case 'rings':
      return <RingsTab gathered={gathered} />;
    case 'jobs':
      return <JobsTab gathered={gathered} />;
    case 'limits':
      return <LimitsTab gathered={gathered} />;
    case 'configuration':
      return <ConfigurationTab gathered={gathered} />;
    default:
      return <ChecksTab report={report} />;
  }
}
