import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { fetchExampleTraces, useAnswer, type MsRange } from '../../../data';
import type { FoundTrace } from '../../../tempo';
import { AnswerFailure } from '../sources/AnswerFailure';
import { queryPath } from '../state/servicePaths';
import { formatSeconds } from '../table/formatRed';

interface ExampleListProps {
  title: string;
  description: string;
  /** TraceQL; undefined until it is known what to look for. */
  query: string | undefined;
  tempoUid: string;
  range: MsRange;
}

/** Traces of one sort. Each opens on the Query page, beside the query that found it. */
export function ExampleList({ title, description, query, tempoUid, range }: ExampleListProps) {
  const styles = useStyles2(getStyles);
  const answer = useAnswer(query && JSON.stringify([query, tempoUid, range]), (signal) =>
    fetchExampleTraces(tempoUid, query ?? '', range, signal)
  );
  const times = { from: String(range.fromMs), to: String(range.toMs) };
  const pathOf = (traceId?: string) => queryPath({ text: query ?? '', traceId, tempoUid, ...times });
  return (
    <section aria-label={title} aria-busy={answer.status === 'loading'}>
      <Stack direction="row" gap={2} alignItems="baseline" wrap="wrap">
        <h3 className={styles.title}>{title}</h3>
        <span>{description}</span>
        {query && (
          <TextLink href={pathOf()} inline={false}>
            {t('services.open-query', 'Open as a query')}
          </TextLink>
        )}
      </Stack>
      {answer.status === 'failed' ? (
        <AnswerFailure error={answer.error} question="search" onRetry={answer.retry} />
      ) : answer.value ? (
        <TraceTable title={title} traces={answer.value} pathOf={pathOf} />
      ) : (
        <LoadingPlaceholder text={t('services.searching', 'Searching for traces…')} />
      )}
    </section>
  );
}

interface TraceTableProps {
  title: string;
  traces: readonly FoundTrace[];
  pathOf(traceId: string): string;
}

function TraceTable({ title, traces, pathOf }: TraceTableProps) {
  const styles = useStyles2(getStyles);
  if (traces.length === 0) {
    return <p>{t('services.no-traces', 'None was found in this time range.')}</p>;
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{t('services.columns.trace', 'Trace')}</th>
            <th scope="col">{t('services.columns.root', 'Begins with')}</th>
            <th scope="col">{t('services.columns.start', 'Start')}</th>
            <th scope="col" className={styles.number}>
              {t('services.columns.span', 'In the service')}
            </th>
            <th scope="col" className={styles.number}>
              {t('services.columns.whole', 'Whole trace')}
            </th>
          </tr>
        </thead>
        <tbody>
          {traces.map((trace) => (
            <tr key={trace.traceId}>
              <td>
                <TextLink href={pathOf(trace.traceId)} inline={false}>
                  {trace.traceId}
                </TextLink>
              </td>
              <td>{rootText(trace)}</td>
              <td>{dateTimeFormat(trace.startMs)}</td>
              <td className={styles.number}>{formatSeconds(spanSeconds(trace))}</td>
              <td className={styles.number}>{formatSeconds(trace.durationMs / 1000)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rootText({ rootServiceName, rootTraceName }: FoundTrace): string {
  return rootServiceName === ''
    ? t('services.no-root', 'root span not received yet')
    : `${rootServiceName}: ${rootTraceName}`;
}

/** Of the first span that was found. */
function spanSeconds({ spansets }: FoundTrace): number | null {
  const span = spansets[0]?.spans[0];
  return span ? span.durationNs / 1e9 : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ margin: 0, fontSize: theme.typography.h4.fontSize }),
  scroll: css({ overflowX: 'auto' }),
  table: css({
    width: '100%',
    '& th, & td': {
      padding: theme.spacing(0.5, 1),
      textAlign: 'left',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    '& td:first-of-type': { fontFamily: theme.typography.fontFamilyMonospace },
  }),
  number: css({ whiteSpace: 'nowrap', '&&': { textAlign: 'right' } }),
});
