import { css } from '@emotion/css';
import { LoadingState, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Drawer, LoadingPlaceholder } from '@grafana/ui';
import React, { useEffect, useMemo } from 'react';
import { Problem } from '../../../../components/Problem';
import { buildTraceScene, type TraceScene } from './buildTraceScene';
import { TraceHeader } from './TraceHeader';
import { TraceNotFound } from './TraceNotFound';
import { partialMessage, saysNotFound, traceSummary } from './traceSummary';

interface TraceDrawerProps {
  traceId: string;
  spanId: string | null;
  tempoUid: string;
  /** Times around the trace, epoch milliseconds: for links, and for data sources that narrow the search by them. */
  fromMs: number;
  toMs: number;
  onClose(): void;
}

/** A trace beside the results. */
export function TraceDrawer({ traceId, spanId, tempoUid, fromMs, toMs, onClose }: TraceDrawerProps) {
  const scene = useMemo(
    () => buildTraceScene({ traceId, spanId, tempoUid, fromMs, toMs }),
    [traceId, spanId, tempoUid, fromMs, toMs]
  );
  // Asks even while there is a message in place of the panel.
  useEffect(() => scene.panel.activate(), [scene]);
  const { data } = scene.runner.useState();
  const frame = data?.series[0];
  const summary = useMemo(() => traceSummary(frame), [frame]);
  const title = summary
    ? [summary.rootService, summary.rootName].filter(Boolean).join(': ') ||
      t('query.trace.root-missing', 'Trace without its root span')
    : t('query.trace.title', 'Trace');
  return (
    <Drawer
      size="lg"
      title={title}
      subtitle={<TraceHeader traceId={traceId} summary={summary} tempoUid={tempoUid} fromMs={fromMs} toMs={toMs} />}
      onClose={onClose}
    >
      <TraceContent scene={scene} data={data} traceId={traceId} />
    </Drawer>
  );
}

interface TraceContentProps {
  scene: TraceScene;
  data: PanelData | undefined;
  traceId: string;
}

function TraceContent({ scene: { panel, runner }, data, traceId }: TraceContentProps) {
  const retry = () => runner.runQueries();
  if (!data || data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
    return <LoadingPlaceholder text={t('query.trace.loading', 'Loading the trace…')} />;
  }
  const message = data.errors?.[0]?.message ?? data.errors?.[0]?.data?.message ?? '';
  if (data.state === LoadingState.Error && !saysNotFound(message)) {
    return (
      <Problem
        severity="error"
        title={t('query.trace.failed', 'The trace could not be loaded')}
        said={message || t('query.trace.failed-silently', 'The data source did not say why.')}
        onRetry={retry}
      />
    );
  }
  const frame = data.series[0];
  if (!frame || frame.length === 0) {
    return <TraceNotFound traceId={traceId} said={message} onRetry={retry} />;
  }
  const partial = partialMessage(frame);
  return (
    <>
      {partial && (
        <Alert severity="warning" title={t('query.trace.partial', 'This is not the whole trace')}>
          {partial}
        </Alert>
      )}
      <div className={PANEL_FRAME}>
        <panel.Component model={panel} />
      </div>
    </>
  );
}

/** Cuts off the handle of the panel's menu, which has no entries. */
const PANEL_FRAME = css({ position: 'relative', height: '100%', minHeight: 400, overflow: 'hidden' });
