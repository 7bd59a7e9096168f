import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Tab, TabContent, TabsBar, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';
import type { MsRange } from '../../../data';
import type { PageSources } from '../sources/SourcesGate';
import { servicesPath } from '../state/servicePaths';
import { SERVICE_TABS, type ServiceTab } from '../state/servicesState';
import { useServicesState } from '../state/useServicesState';
import { ExampleTraces } from './ExampleTraces';
import { Operations } from './Operations';
import { ServiceOverview } from './ServiceOverview';
import type { ServicePartProps } from './ServicePartProps';
import { Versions } from './Versions';

interface ServiceDetailProps {
  service: string;
  sources: PageSources;
  range: MsRange;
}

/** Everything about one service. Only the open tab asks anything. */
export function ServiceDetail({ service, sources, range }: ServiceDetailProps) {
  const styles = useStyles2(getStyles);
  const { search } = useLocation();
  const control = useServicesState();
  const { tab } = control.state;
  const part = { service, sources, range, control };
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="row" gap={2} alignItems="baseline" wrap="wrap">
        <h2 className={styles.name}>{service}</h2>
        <TextLink href={servicesPath(search)} inline={false}>
          {t('services.back', 'All services')}
        </TextLink>
        <TextLink href={servicesPath(search, { focus: service })} inline={false}>
          {t('services.on-map', 'On the map')}
        </TextLink>
      </Stack>
      <TabsBar>
        {SERVICE_TABS.map((one) => (
          <Tab
            key={one}
            label={tabTitle(one)}
            active={one === tab}
            onChangeTab={() => control.change({ tab: one, sort: null })}
          />
        ))}
      </TabsBar>
      <TabContent>{renderTab(tab, part)}</TabContent>
    </Stack>
  );
}

function renderTab(tab: ServiceTab, part: ServicePartProps) {
  switch (tab) {
    case 'overview':
      return <ServiceOverview {...part} />;
    case 'operations':
      return <Operations {...part} />;
    case 'versions':
      return <Versions {...part} />;
    case 'traces':
      return <ExampleTraces {...part} />;
  }
}

function tabTitle(tab: ServiceTab): string {
  switch (tab) {
    case 'overview':
      return t('services.tab-overview', 'Over time');
    case 'operations':
      return t('services.tab-operations', 'Operations');
    case 'versions':
      return t('services.tab-versions', 'Versions');
    case 'traces':
      return t('services.tab-traces', 'Example traces');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ margin: 0, overflowWrap: 'anywhere', fontSize: theme.typography.h3.fontSize }),
});
