import { dateTime } from '@grafana/data';
import { SceneQueryRunner, SceneTimeRange, VizPanel } from '@grafana/scenes';

interface TraceSceneOptions {
  readonly traceId: string;
  /** To scroll to and to mark. */
  readonly spanId: string | null;
  readonly tempoUid: string;
  /** Times around the trace, epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface TraceScene {
  readonly panel: VizPanel;
  readonly runner: SceneQueryRunner;
}

/** The panel does not need its width to ask, so the question need not wait for the drawer to slide in. */
const MAX_DATA_POINTS = 1000;

/**
 * Grafana's trace view with the trace, asked through the Tempo data source: so the links to logs, metrics and profiles are
 * those that are configured there.
 */
export function buildTraceScene({ traceId, spanId, tempoUid, fromMs, toMs }: TraceSceneOptions): TraceScene {
  const runner = new SceneQueryRunner({
    datasource: { type: 'tempo', uid: tempoUid },
    queries: [{ refId: 'A', datasource: { type: 'tempo', uid: tempoUid }, queryType: 'traceql', query: traceId }],
    maxDataPoints: MAX_DATA_POINTS,
  });
  const panel = new VizPanel({
    pluginId: 'traces',
    title: '',
    // Else an empty line would stand where the title is.
    hoverHeader: true,
    options: spanId === null ? {} : { focusedSpanId: spanId },
    $data: runner,
    $timeRange: new SceneTimeRange({ from: dateTime(fromMs).toISOString(), to: dateTime(toMs).toISOString() }),
  });
  return { panel, runner };
}
