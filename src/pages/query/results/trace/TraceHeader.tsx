import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, LinkButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { buildExplorePath } from '../../actions/buildLinks';
import { formatCount, formatDurationNs, formatTimeMs } from '../formatValues';
import { ErrorMark } from '../search/ErrorMark';
import { ServiceDot } from '../search/ServiceDot';
import type { TraceSummary } from './traceSummary';

interface TraceHeaderProps {
  traceId: string;
  /** Undefined until the trace is there. */
  summary: TraceSummary | undefined;
  tempoUid: string;
  fromMs: number;
  toMs: number;
}

/** More would push the trace off the screen. */
const MOST_SERVICES = 6;

/** ID, figures and services of a trace, and the way to Explore. */
export function TraceHeader({ traceId, summary, tempoUid, fromMs, toMs }: TraceHeaderProps) {
  const styles = useStyles2(getStyles);
  const explorePath = buildExplorePath({
    text: traceId,
    isMetrics: false,
    raw: { from: String(Math.floor(fromMs)), to: String(Math.ceil(toMs)) },
    limit: 20,
    spansPerSpanset: 3,
    stepSeconds: undefined,
    tableType: 'traces',
    tempoUid,
  });
  return (
    <div className={styles.header}>
      <div className={styles.line}>
        <code>{traceId}</code>
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="text"
          icon="copy"
          getText={() => traceId}
          aria-label={t('query.trace.copy-id', 'Copy the trace ID')}
        >
          <Trans i18nKey="query.trace.copy">Copy</Trans>
        </ClipboardButton>
        <LinkButton size="sm" variant="secondary" fill="text" icon="compass" href={explorePath}>
          <Trans i18nKey="query.trace.explore">Open in Explore</Trans>
        </LinkButton>
      </div>
      {/* The line is there from the beginning, so that nothing moves. */}
      <div className={styles.line}>{summary && <TraceFigures summary={summary} />}</div>
    </div>
  );
}

function TraceFigures({ summary }: { summary: TraceSummary }) {
  const styles = useStyles2(getStyles);
  const { startMs, durationMs, spanCount, errorCount, services } = summary;
  const more = services.length - MOST_SERVICES;
  return (
    <>
      <span>{formatTimeMs(startMs)}</span>
      <span>{formatDurationNs(durationMs * 1e6)}</span>
      <span>{t('query.trace.spans', 'Spans: {{shown}}', { shown: formatCount(spanCount) })}</span>
      {errorCount > 0 && <ErrorMark count={errorCount} />}
      {services.slice(0, MOST_SERVICES).map((service) => (
        <span key={service} className={styles.service}>
          <ServiceDot service={service} />
          {service}
        </span>
      ))}
      {more > 0 && <span>{t('query.trace.more-services', '+{{shown}} services', { shown: formatCount(more) })}</span>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    minHeight: theme.spacing(3),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  service: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
});
