import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { useMemo } from 'react';
import { connectionText } from '../../../components/service-map/mapFrames';
import { fetchServiceEdges, useAnswer } from '../../../data';
import type { ServiceEdge } from '../../../signals/traced';
import { AnswerFailure } from '../sources/AnswerFailure';
import type { DependencyRow } from './DependencyRow';
import { DependencyTable } from './DependencyTable';
import type { ServicePartProps } from './ServicePartProps';

/** Who calls the service, and whom it calls. Needs service-graph metrics, and says so. */
export function Dependencies({ service, sources: { graph, metricsUid }, range }: ServicePartProps) {
  const isKnown = graph !== null && metricsUid !== undefined;
  const answer = useAnswer(isKnown ? JSON.stringify([graph, metricsUid, service, range]) : undefined, (signal) =>
    isKnown ? fetchServiceEdges({ graph, metricsUid, of: service, ...range }, signal) : Promise.resolve([])
  );
  const edges = answer.value ?? answer.before;
  const [callers, called] = useMemo(() => splitEdges(edges ?? [], service), [edges, service]);
  if (!isKnown) {
    return (
      <p>
        {t(
          'services.no-dependencies',
          'Who calls this service, and whom it calls, is not known without service-graph metrics.'
        )}
      </p>
    );
  }
  if (answer.status === 'failed') {
    return <AnswerFailure error={answer.error} onRetry={answer.retry} />;
  }
  if (!edges) {
    return <LoadingPlaceholder text={t('services.asking-dependencies', 'Asking who calls it, and whom it calls…')} />;
  }
  return (
    <>
      <DependencyTable
        title={t('services.called-by', 'Called by')}
        none={t('services.called-by-none', 'No service was seen to call it.')}
        rows={callers}
      />
      <DependencyTable
        title={t('services.calls', 'Calls')}
        none={t('services.calls-none', 'It was not seen to call anything.')}
        rows={called}
      />
    </>
  );
}

const NO_COURSE = { timesMs: [], values: [] };

function splitEdges(edges: readonly ServiceEdge[], service: string): [DependencyRow[], DependencyRow[]] {
  const row = (other: string, { connection, rate, errorShare, p90Seconds }: ServiceEdge): DependencyRow => ({
    name: `${other} (${connectionText(connection)})`,
    other,
    connection: connectionText(connection),
    rate,
    errorShare,
    p90Seconds,
    rates: NO_COURSE,
    errorShares: NO_COURSE,
    p90s: NO_COURSE,
  });
  return [
    edges.filter(({ server }) => server === service).map((edge) => row(edge.client, edge)),
    edges.filter(({ client }) => client === service).map((edge) => row(edge.server, edge)),
  ];
}
