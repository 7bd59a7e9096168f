import { UrlSyncContextProvider } from '@grafana/scenes';
import { t } from '@grafana/i18n';
import { LinkButton, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { AddDataSourceGuide } from '../../components/AddDataSourceGuide';
import { lastReportOf, useSurroundings } from '../../data';
import { chapterPath } from '../../panels';
import type { KnownSystem } from '../../signals';
import { buildOverviewScene } from './buildOverviewScene';
import { Discovered } from './discovered/Discovered';
import { OverviewFindings } from './findings/OverviewFindings';
import { listOverviewNumbers } from './numbers/overviewNumbers';
import { TraceBox } from './trace-box/TraceBox';
import { useTabSeen } from './useTabSeen';
import { TempoAlone } from './without-metrics/TempoAlone';

/** A way to a trace, the few numbers that matter, what has changed since yesterday, and what was discovered. */
export default function OverviewPage() {
  const { tempo, metrics } = useSurroundings();
  const system = useKnownSystem();
  const chapters = useMemo(() => (system ? listOverviewNumbers(system) : []), [system]);
  const isSeen = useTabSeen();
  return (
    <Stack direction="column" gap={3}>
      {tempo && <TraceBox tempoUid={tempo.uid} />}
      {tempo && <Findings tempoUid={tempo.uid} />}
      {isSeen && metrics && system && <Numbers system={system} metricsUid={metrics.uid} />}
      {isSeen && tempo && !system && <TempoAlone key={tempo.uid} tempo={tempo} />}
      <Discovered chapters={chapters} />
      {!metrics && <AddDataSourceGuide missing={{ tempo: false, metrics: true }} />}
    </Stack>
  );
}

/** What the health checks found when they were last run; the way to them where that is too long ago. */
function Findings({ tempoUid }: { tempoUid: string }) {
  const href = chapterPath('health', useLocation().search);
  const report = lastReportOf(tempoUid);
  if (!report) {
    return (
      <div>
        <LinkButton variant="secondary" icon="heart" href={href}>
          {t('overview.findings.run', 'Run the health checks')}
        </LinkButton>
      </div>
    );
  }
  const findings = report.findings.map(({ checkId, severity, title }) => ({ id: checkId, severity, title, href }));
  return <OverviewFindings findings={findings} />;
}

/** Undefined where no metrics of Tempo are known: why, is said above by the shell of the page. */
function useKnownSystem(): KnownSystem | undefined {
  const { version, generation, topology, inventory } = useSurroundings().capabilities;
  return useMemo(
    () =>
      inventory && inventory.names.size > 0
        ? { version: version?.value, generation: generation?.value, topology: topology?.value, inventory }
        : undefined,
    [version, generation, topology, inventory]
  );
}

function Numbers({ system, metricsUid }: { system: KnownSystem; metricsUid: string }) {
  const { tenants } = useSurroundings().capabilities;
  const scene = useMemo(() => buildOverviewScene({ system, tenants, metricsUid }), [system, tenants, metricsUid]);
  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
  );
}
