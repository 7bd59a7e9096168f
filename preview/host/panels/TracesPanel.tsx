import { css } from '@emotion/css';
import { type DataSourceInstanceSettings, dateTimeFormat, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import React, { useEffect, useMemo, useRef, useState } from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { PanelDataErrorView } from './PanelDataErrorView.tsx';
import { buildTraceRows, type TraceOverview } from './traces/buildTraceRows.ts';
import { formatMs } from './traces/formatMs.ts';
import { SpanDetails } from './traces/SpanDetails.tsx';
import { SpanRowButton } from './traces/SpanRowButton.tsx';

interface TracesOptions {
  focusedSpanId?: string;
}

const ROW_HEIGHT_PX = 28;
const ROWS_BEYOND_VIEW = 20;

export const tracesDefinition: PanelDefinition = {
  id: 'traces',
  name: 'Traces',
  component: TracesPanel as PanelDefinition['component'],
  options: { focusedSpanId: undefined },
};

/** Stands for Grafana's trace view: a waterfall of the first frame. */
function TracesPanel({ data, options, id, fieldConfig, timeZone }: PanelProps<TracesOptions>) {
  const trace = useMemo(() => buildTraceRows(data.series[0]), [data.series]);
  const uid = data.request?.targets[0]?.datasource?.uid;
  const tempo = uid ? getDataSourceSrv().getInstanceSettings(uid) : undefined;
  if (!trace) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  return <Waterfall trace={trace} focusedSpanId={options.focusedSpanId} timeZone={timeZone} tempo={tempo} />;
}

interface WaterfallProps {
  trace: TraceOverview;
  focusedSpanId: string | undefined;
  timeZone: string;
  tempo: DataSourceInstanceSettings | undefined;
}

function Waterfall({ trace, focusedSpanId, timeZone, tempo }: WaterfallProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const scrollRef = useRef<HTMLDivElement>(null);
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const palette = theme.visualization.palette;
  const colorOf = (service: string) =>
    theme.visualization.getColorByName(palette[trace.services.indexOf(service) % palette.length] ?? '');
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is compiled by React's compiler
  const virtualizer = useVirtualizer({
    count: trace.rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: ROWS_BEYOND_VIEW,
  });
  useEffect(() => {
    const index = trace.rows.findIndex(({ span }) => span.spanID === focusedSpanId);
    if (index >= 0) {
      virtualizer.scrollToIndex(index, { align: 'center' });
    }
  }, [trace, focusedSpanId, virtualizer]);
  return (
    <div className={styles.panel}>
      <TraceSummary trace={trace} timeZone={timeZone} />
      <div className={styles.scroll} ref={scrollRef} role="region" aria-label="Spans" tabIndex={-1}>
        <ol className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = trace.rows[index]!;
            const { spanID, serviceName } = row.span;
            const isOpen = openIds.has(spanID);
            return (
              <li
                key={index}
                ref={virtualizer.measureElement}
                data-index={index}
                className={styles.item}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={trace.rows.length}
                aria-posinset={index + 1}
              >
                <SpanRowButton
                  row={row}
                  traceDurationMs={trace.durationMs}
                  color={colorOf(serviceName)}
                  isOpen={isOpen}
                  isFocused={spanID === focusedSpanId}
                  onToggle={() => setOpenIds(toggle(openIds, spanID))}
                />
                {isOpen && <SpanDetails span={row.span} offsetMs={row.offsetMs} timeZone={timeZone} tempo={tempo} />}
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

function TraceSummary({ trace, timeZone }: Pick<WaterfallProps, 'trace' | 'timeZone'>) {
  const styles = useStyles2(getStyles);
  const { name, traceId, startMs, durationMs, rows, services, failedCount } = trace;
  return (
    <header className={styles.summary}>
      <strong>{name}</strong> <code>{traceId}</code>
      <div>
        {dateTimeFormat(startMs, { timeZone, format: 'YYYY-MM-DD HH:mm:ss.SSS' })}, {formatMs(durationMs)},{' '}
        {rows.length} spans, {services.length} services, {failedCount} failed
      </div>
    </header>
  );
}

function toggle(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  return next.delete(id) ? next : next.add(id);
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', flexDirection: 'column', height: '100%' }),
  summary: css({
    paddingBottom: theme.spacing(1),
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    overflowWrap: 'anywhere',
  }),
  scroll: css({ flex: 1, minHeight: 0, overflow: 'auto' }),
  rows: css({ position: 'relative', listStyle: 'none', margin: 0, padding: 0 }),
  item: css({ position: 'absolute', top: 0, left: 0, width: '100%' }),
});
