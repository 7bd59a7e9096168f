import { UrlSyncContextProvider } from '@grafana/scenes';
import { Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { AddDataSourceGuide } from '../../components/AddDataSourceGuide';
import { useSurroundings } from '../../data';
import type { KnownSystem } from '../../signals';
import { buildOverviewScene } from './buildOverviewScene';
import { Discovered } from './discovered/Discovered';
import { OverviewFindings, type OverviewFinding } from './findings/OverviewFindings';
import { listOverviewNumbers } from './numbers/overviewNumbers';
import { TraceBox } from './trace-box/TraceBox';
import { useTabSeen } from './useTabSeen';
import { TempoAlone } from './without-metrics/TempoAlone';

interface OverviewPageProps {
  /** Of the health checks. */
  findings?: readonly OverviewFinding[];
}

const NO_FINDINGS: readonly OverviewFinding[] = [];

/** A way to a trace, the few numbers that matter, what has changed since yesterday, and what was discovered. */
export default function OverviewPage({ findings = NO_FINDINGS }: OverviewPageProps) {
  const { tempo, metrics } = useSurroundings();
  const system = useKnownSystem();
  const chapters = useMemo(() => (system ? listOverviewNumbers(system) : []), [system]);
  const isSeen = useTabSeen();
  return (
    <Stack direction="column" gap={3}>
      {tempo && <TraceBox tempoUid={tempo.uid} />}
      <OverviewFindings findings={findings} />
      {isSeen && metrics && system && <Numbers system={system} metricsUid={metrics.uid} />}
      {isSeen && tempo && !system && <TempoAlone key={tempo.uid} tempo={tempo} />}
      <Discovered chapters={chapters} />
      {!metrics && <AddDataSourceGuide missing={{ tempo: false, metrics: true }} />}
    </Stack>
  );
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
