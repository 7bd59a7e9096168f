import { t } from '@grafana/i18n';
import { LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useMemo, type ReactNode } from 'react';
import { Problem } from '../../../components/Problem';
import { useSurroundings, type RedAsker, type TracedSourcesState } from '../../../data';
import type { TracedSources } from '../../../signals/traced';
import { SourceNote } from './SourceNote';

/** Whom the parts of the page ask. */
export interface PageSources {
  readonly asker: RedAsker;
  readonly graph: TracedSources['graph'];
  /** Of the Prometheus that has the metrics; only without it is there no graph. */
  readonly metricsUid: string | undefined;
  /** Undefined where there is no Tempo to find traces in. */
  readonly tempoUid: string | undefined;
}

interface SourcesGateProps {
  found: TracedSourcesState;
  onRetry(): void;
  children(sources: PageSources): ReactNode;
}

/** Says where the numbers come from, or why there are none; the page itself is shown only where there are some. */
export function SourcesGate({ found, onRetry, children }: SourcesGateProps) {
  const { metrics, tempo } = useSurroundings();
  const metricsUid = metrics?.uid;
  const tempoUid = tempo?.uid;
  const { sources } = found;
  const page = useMemo(() => {
    const asker = sources && askerOf(sources, metricsUid, tempoUid);
    return sources && asker && { asker, graph: sources.graph, metricsUid, tempoUid };
  }, [sources, metricsUid, tempoUid]);
  if (!sources) {
    return <LoadingPlaceholder text={t('services.looking', 'Looking for metrics of the traced services…')} />;
  }
  return (
    <Stack direction="column" gap={2}>
      {found.problem !== '' && (
        <Problem
          severity="warning"
          title={t('services.prometheus-failed', 'Prometheus could not be asked for metrics of the traced services')}
          said={found.problem}
          onRetry={onRetry}
        />
      )}
      <SourceNote sources={sources} hasPrometheusFailed={found.problem !== ''} />
      {page && children(page)}
    </Stack>
  );
}

function askerOf(
  { red }: TracedSources,
  metricsUid: string | undefined,
  tempoUid: string | undefined
): RedAsker | undefined {
  if (red.kind === 'span-metrics' && metricsUid !== undefined) {
    return { kind: 'span-metrics', source: red, metricsUid };
  }
  return red.kind === 'traceql' && tempoUid !== undefined ? { kind: 'traceql', tempoUid } : undefined;
}
