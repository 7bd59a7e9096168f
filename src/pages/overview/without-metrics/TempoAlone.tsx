import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useCallback, useEffect } from 'react';
import { useQueryRun, useSurroundings, type FailedRun, type QueryRun } from '../../../data';
import type { DataSource } from '../../../grafana';
import { explainFailure } from '../../../tempo';
import { Problem } from '../../../components/Problem';
import { queryPath } from '../../../panels';
import { NumberTile } from '../numbers/NumberTile';
import { getNumberGridStyle } from '../numbers/numberGridStyle';
import { readSpanRates, SPAN_RATES_QUERY } from './spanRates';

/**
 * As far back as Tempo answers metrics from recent data alone (`query_frontend.metrics.query_backend_after`: 15 minutes in
 * 3.0.3, 30 in 2.6.1, unless set): a page that opens by itself must not make it read its blocks.
 */
const RANGE_MS = 15 * 60 * 1000;
/** The same for links. */
const FROM = 'now-15m';
const STEP_SECONDS = 30;

interface TempoAloneProps {
  tempo: DataSource;
}

/** What Tempo can say of its traces where nothing watches Tempo itself: how many spans there are, and how many failed. */
export function TempoAlone({ tempo: { uid } }: TempoAloneProps) {
  const { run, start, cancel } = useQueryRun();
  const ask = useCallback(() => {
    const toMs = Date.now();
    const range = { fromMs: toMs - RANGE_MS, toMs, stepSeconds: STEP_SECONDS };
    start({ kind: 'metrics', text: SPAN_RATES_QUERY, ...range, limit: 1, spansPerSpanset: 1, tempoUid: uid });
  }, [start, uid]);
  useEffect(ask, [ask]);
  return (
    <section aria-labelledby="overview-traces" aria-busy={run.status === 'running'}>
      <Stack direction="column" gap={1}>
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          <Text element="h2" variant="h5" id="overview-traces">
            {t('overview.traces.title', 'Traces of the last 15 minutes')}
          </Text>
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            icon="sync"
            onClick={ask}
            disabled={run.status === 'running'}
          >
            {t('overview.traces.again', 'Ask Tempo again')}
          </Button>
        </Stack>
        <Answer run={run} uid={uid} onCancel={cancel} onRetry={ask} />
      </Stack>
    </section>
  );
}

interface AnswerProps {
  run: QueryRun;
  uid: string;
  onCancel(): void;
  onRetry(): void;
}

function Answer({ run, uid, onCancel, onRetry }: AnswerProps) {
  switch (run.status) {
    case 'idle':
    case 'running':
      return (
        <Stack direction="row" gap={1} alignItems="center">
          <LoadingPlaceholder text={t('overview.traces.loading', 'Tempo counts spans…')} />
          <Button size="sm" variant="secondary" onClick={onCancel}>
            {t('overview.traces.cancel', 'Cancel')}
          </Button>
        </Stack>
      );
    case 'cancelled':
      return <>{t('overview.traces.cancelled', 'Cancelled.')}</>;
    case 'failed':
      return <Refusal run={run} onRetry={onRetry} />;
    case 'done':
      return run.answer.kind === 'metrics' ? <Rates answer={run.answer.answer} uid={uid} /> : null;
  }
}

function Rates({ answer, uid }: { answer: Parameters<typeof readSpanRates>[0]; uid: string }) {
  const grid = useStyles2(getNumberGridStyle);
  const { spans, errors } = readSpanRates(answer);
  return (
    <>
      <ul className={grid}>
        <NumberTile
          title={t('overview.traces.spans', 'Spans')}
          unit="short"
          suffix={t('overview.number.spans-per-second', 'spans/s')}
          reading={spans}
          level={undefined}
          href={queryPath(SPAN_RATES_QUERY, FROM, uid)}
        />
        <NumberTile
          title={t('overview.traces.errors', 'Spans with errors')}
          unit="percentunit"
          reading={errors}
          level={undefined}
          href={queryPath('{ status = error } | rate() by (resource.service.name)', FROM, uid)}
        />
      </ul>
      {answer.partial !== '' && <Text color="secondary">{answer.partial}</Text>}
    </>
  );
}

/** 2.x needs the processor local-blocks for it; the explanation says so. */
function Refusal({ run, onRetry }: { run: FailedRun; onRetry(): void }) {
  const { capabilities } = useSurroundings();
  const { title, cause, remedies, original } = explainFailure(run.failure, {
    version: capabilities.version?.value.text ?? '',
    question: 'metrics',
  });
  return (
    <Problem severity="info" title={title} said={original} onRetry={onRetry}>
      {[cause, ...remedies.map(({ text }) => text)].filter((text) => text !== '').join(' ')}
    </Problem>
  );
}
