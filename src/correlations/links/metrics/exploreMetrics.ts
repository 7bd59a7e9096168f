import type { DataSourceSettings, SampleSpan } from '../../contract';
import type { Inquiry } from '../../inquiry';
import { chooseSpanMetrics, SPAN_METRICS, type SpanMetricNames } from '../../promql';
import { toTagSetting, type TagMapping } from '../../settings/tagMapping';
import { attributeOf } from '../../spans/spanTags';

const SAMPLE_SERIES = 20;

export interface MetricsExploration {
  /** Names that were asked for and are there. */
  readonly present: readonly string[];
  readonly spanMetrics: SpanMetricNames | undefined;
  /** Labels of some series of the calls, or of the first metric that is there: not of all, so one can be missing here. */
  readonly labels: ReadonlyArray<Readonly<Record<string, string>>>;
}

/**
 * Which metrics of spans there are, and what labels they have. Two small questions; undefined while they are not answered
 * or cannot be.
 *
 * @param names - of metrics that are asked for, too
 */
export function exploreMetrics(
  inquiry: Inquiry,
  prometheus: DataSourceSettings,
  names: readonly string[],
  timeMs: number
): MetricsExploration | undefined {
  const asked = [...new Set([...names, ...SPAN_METRICS.flatMap(({ calls, duration }) => [calls, duration])])];
  const question = { kind: 'prometheus-instant', datasourceUid: prometheus.uid, timeMs } as const;
  const counted = inquiry.askSeries(
    { ...question, expr: `count by (__name__) ({__name__=~"${asked.join('|')}"})` },
    { why: 'which metrics of spans there are' }
  );
  if (counted.state !== 'answered') {
    return undefined;
  }
  const present = counted.value.map(({ labels }) => labels['__name__'] ?? '').filter((name) => asked.includes(name));
  const spanMetrics = chooseSpanMetrics(present);
  const sampled = names.find((name) => present.includes(name)) ?? spanMetrics?.calls;
  if (sampled === undefined) {
    return { present, spanMetrics, labels: [] };
  }
  const series = inquiry.askSeries(
    { ...question, expr: `topk(${SAMPLE_SERIES}, ${sampled})` },
    { why: `which labels ${sampled} has` }
  );
  return series.state === 'answered'
    ? { present, spanMetrics, labels: series.value.map(({ labels }) => labels) }
    : undefined;
}

/** The labels that say service and operation in these metrics. */
export function proposeMetricTags(
  exploration: MetricsExploration | undefined,
  span: SampleSpan | undefined
): Array<ReturnType<typeof toTagSetting>> {
  const choose = (key: string, usual: readonly string[]): TagMapping[] => {
    const names = [...new Set((exploration?.labels ?? []).flatMap((labels) => Object.keys(labels)))];
    const value = span ? attributeOf(span, key) : undefined;
    const byValue = usual.find((name) => exploration?.labels.some((labels) => labels[name] === value));
    const label = byValue ?? (names.length === 0 ? usual[0] : usual.find((name) => names.includes(name)));
    return label === undefined ? [] : [{ key, label }];
  };
  return [
    ...choose('service.name', ['service', 'service_name']),
    ...choose('name', ['span_name', 'operation', 'spanName']),
  ].map(toTagSetting);
}
