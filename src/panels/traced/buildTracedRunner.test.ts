import type { SpanMetricsSource } from '../../signals/traced';
import { check } from '../../traceql';
import { prometheusQueries, traceqlQueries, type TracedMeasure, type TracedQuestion } from './buildTracedRunner';
import { httpAnswersTraceql } from './buildHttpAnswersPanel';

const AWKWARD = 'a "b" \\ ${c} [[d]]';
const MEASURES: TracedMeasure[] = [
  'quantiles',
  'heatmap',
  'rate',
  'error-share',
  'failed-by-group',
  'slowest',
  'failing',
];
const tempos: SpanMetricsSource = {
  kind: 'span-metrics',
  maker: 'tempo',
  calls: 'traces_spanmetrics_calls_total',
  duration: { name: 'traces_spanmetrics_latency', unit: 's', histogram: 'classic' },
  size: undefined,
  labels: { service: 'service', operation: 'span_name', kind: 'span_kind', status: 'status_code', version: undefined },
  dimensions: new Set(),
};
const collectors: SpanMetricsSource = {
  ...tempos,
  maker: 'opentelemetry',
  calls: 'traces_span_metrics_calls_total',
  duration: { name: 'traces_span_metrics_duration_milliseconds', unit: 'ms', histogram: 'native' },
  labels: { ...tempos.labels, service: 'service_name' },
};
const everything = { service: undefined, operation: undefined };
const traceql = (selection: TracedQuestion['selection']): TracedQuestion => ({
  source: { kind: 'traceql' },
  selection,
  metricsUid: undefined,
  tempoUid: 'tempo',
  tempoVersion: '2.6.1',
});

describe('PromQL', () => {
  it('groups by service, and by operation of the one chosen', () => {
    const [all] = prometheusQueries(tempos, everything, 'slowest');
    const [one] = prometheusQueries(collectors, { service: 'orders', operation: undefined }, 'slowest');
    expect(all).toMatchObject({ refId: 'value', instant: true, range: false });
    expect(all?.expr).toContain('sum by (le, service) (rate(traces_spanmetrics_latency_bucket{');
    expect(all?.expr).toContain('[$__range]');
    expect(one?.expr).toContain('sum by (span_name) (rate(traces_span_metrics_duration_milliseconds{');
    expect(one?.expr).toContain('service_name="orders"');
    expect(one?.expr).toMatch(/\/ 1000$/);
  });

  it('asks for exemplars once', () => {
    expect(prometheusQueries(tempos, everything, 'quantiles').map(({ exemplar }) => exemplar)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('has legends of plain names', () => {
    expect(prometheusQueries(tempos, everything, 'quantiles').map(({ legendFormat }) => legendFormat)).toEqual([
      'p50',
      'p90',
      'p99',
    ]);
  });

  it('asks for no durations where there are none', () => {
    const source = { ...tempos, duration: undefined };
    expect(prometheusQueries(source, everything, 'quantiles')).toEqual([]);
    expect(prometheusQueries(source, everything, 'heatmap')).toEqual([]);
    expect(prometheusQueries(source, everything, 'slowest').map(({ refId }) => refId)).toEqual(['rate']);
  });

  it.each(MEASURES)('%s takes names as they are', (measure) => {
    const selection = { service: AWKWARD, operation: AWKWARD };
    for (const { expr } of prometheusQueries(tempos, selection, measure)) {
      // No variable of Grafana may be left in a value: only its own.
      expect(expr.replaceAll(/\$__(rate_interval|range)/g, '')).not.toMatch(/\$|\[\[/);
    }
  });

  it.each<[TracedMeasure, Array<boolean | undefined>]>([
    ['heatmap', [false]],
    ['failed-by-group', [false]],
    ['slowest', [undefined, false]],
    ['failing', [undefined, false]],
    ['error-share', [undefined]],
  ])('%s takes part in a comparison as far as it is drawn', (measure, compared) => {
    expect(prometheusQueries(tempos, everything, measure).map(({ timeRangeCompare }) => timeRangeCompare)).toEqual(
      compared
    );
  });
});

describe('TraceQL', () => {
  const selections = [
    everything,
    { service: 'orders', operation: undefined },
    { service: AWKWARD, operation: AWKWARD },
  ];

  it.each(['2.6.1', '3.0.3'])('is valid in %s', (tempo) => {
    const texts = selections
      .map(traceql)
      .flatMap((question) => [
        ...MEASURES.flatMap((measure) => traceqlQueries(question, measure)),
        ...httpAnswersTraceql(question),
      ])
      .map(({ text }) => text);
    expect(texts.map((text) => [text, check(text, { tempo }).verdict])).toEqual(texts.map((text) => [text, 'valid']));
  });

  it('asks for both halves of an error share at once', () => {
    expect(traceqlQueries(traceql(everything), 'failing')).toEqual([
      expect.objectContaining({
        refId: 'value',
        instant: true,
        shape: 'error-share',
        text: '{ kind = server || kind = consumer } | rate() by(resource.service.name, status)',
      }),
    ]);
  });

  it('tells mistakes of clients from failures, by both conventions', () => {
    const [mistakes, failures] = httpAnswersTraceql(traceql({ service: 'orders', operation: undefined }));
    expect(mistakes?.text).toBe(
      '{ kind = server && resource.service.name = "orders" && ((span.http.response.status_code >= 400 && span.http.response.status_code < 500) || (span.http.status_code >= 400 && span.http.status_code < 500)) } | rate()'
    );
    expect(failures?.text).toContain('span.http.status_code >= 500 && span.http.status_code < 600');
  });
});
