import { projectPath } from '../server/projectPaths';
import { testRules, type InputSeries, type RuleTest } from './testRules';

const RULES = projectPath('deploy/prometheus/rules.yaml');
const MINUTE = 60;
const SERVED = 'service_name="shop",span_kind="SPAN_KIND_SERVER"';

const counter = (name: string, labels: string, perMinute: number): InputSeries => ({
  series: `${name}{${labels}}`,
  values: `0+${perMinute}x60`,
});

/** 60 requests a minute, of which so many fail, all of which take between the two bounds. */
function requests(
  calls: string,
  {
    labels = SERVED,
    failed = 0,
    duration,
    between = [1, 2],
  }: {
    labels?: string;
    failed?: number;
    duration: string;
    between?: [number, number];
  }
): InputSeries[] {
  const [below, above] = between;
  return [
    counter(calls, `${labels},status_code="STATUS_CODE_UNSET"`, 60 - failed),
    ...(failed > 0 ? [counter(calls, `${labels},status_code="STATUS_CODE_ERROR"`, failed)] : []),
    counter(`${duration}_bucket`, `${labels},le="${below}"`, 0),
    counter(`${duration}_bucket`, `${labels},le="${above}"`, 60),
    counter(`${duration}_bucket`, `${labels},le="+Inf"`, 60),
  ];
}

const firing = (name: string, service: string) => ({
  labels: `{__name__="ALERTS",alertname="${name}",alertstate="firing",service="${service}",severity="warning"}`,
  value: 1,
});

function expecting(name: string, series: InputSeries[], samples: Array<ReturnType<typeof firing>>): RuleTest {
  const expr = 'ALERTS{alertstate="firing"}';
  return { name, intervalSeconds: MINUTE, series, expectations: [{ expr, atSeconds: 60 * MINUTE, samples }] };
}

const NAMESPACED = 'traces_span_metrics_calls_total';
const NAMESPACED_MS = 'traces_span_metrics_duration_milliseconds';

it('alerts on traced services know the names of OpenTelemetry, with their units', async () => {
  await testRules(
    RULES,
    [
      expecting(
        'failing, by the connector',
        requests(NAMESPACED, { failed: 12, duration: NAMESPACED_MS, between: [10, 20] }),
        [firing('TracedServiceFailing', 'shop')]
      ),
      expecting(
        'failing, by the connector before 0.109',
        requests('calls_total', { failed: 12, duration: 'duration_milliseconds', between: [10, 20] }),
        [firing('TracedServiceFailing', 'shop')]
      ),
      expecting('slow, in milliseconds', requests(NAMESPACED, { duration: NAMESPACED_MS, between: [4000, 8000] }), [
        firing('TracedServiceSlow', 'shop'),
      ]),
      expecting(
        'slow, in seconds',
        requests(NAMESPACED, { duration: 'traces_span_metrics_duration_seconds', between: [4, 8] }),
        [firing('TracedServiceSlow', 'shop')]
      ),
      expecting(
        'three milliseconds are not slow',
        requests(NAMESPACED, { duration: NAMESPACED_MS, between: [2, 4] }),
        []
      ),
      expecting(
        'measured by both: one alert',
        [
          ...requests(NAMESPACED, { failed: 12, duration: NAMESPACED_MS }),
          ...requests('traces_spanmetrics_calls_total', {
            failed: 12,
            duration: 'traces_spanmetrics_latency',
            labels: 'service="shop",span_kind="SPAN_KIND_SERVER"',
          }),
        ],
        [firing('TracedServiceFailing', 'shop')]
      ),
      expecting(
        'another calls_total',
        [counter('calls_total', 'service_name="shop",status_code="STATUS_CODE_ERROR"', 60)],
        []
      ),
    ],
    5
  );
});
