import { buildPrometheusRules } from '../../src/signals/outputs/buildRules';
import { projectPath } from '../server/projectPaths';
import { readRecording } from '../server/recording/readRecording';
import type { RecordedTarget, TempoVersion } from '../server/recording/recording';
import { getTargetLabels, renderLabels } from '../server/recording/targetLabels';
import { checkRules, testRules, type InputSeries } from './testRules';

const RULES = projectPath('deploy/prometheus/rules.yaml');
const METRICS = metricsOf(JSON.stringify(buildPrometheusRules()));

/**
 * The recordings are played five times slower than they were made, so that faults of two to five minutes last longer than
 * alerts wait. Shares, quantiles and gauges stay what they were.
 */
const SLOWNESS = 5;
const SLOT_SECONDS = 15 * SLOWNESS;

/**
 * Alerts by the fault during which they fire, or just after. While limits on traces and series were lowered, spans were over
 * the rate limit, too: the overrides that lowered them left the rate out, which then counts as 0.
 */
const FIRING: Record<TempoVersion, Record<string, string[]>> = {
  '2.6.1': {
    // The metrics-generator forgets the tenant's processor for TraceQL metrics with the same overrides.
    'ingestion rate limit': ['TempoReadsFailing', 'TempoSpansDiscarded', 'TempoSpansRefused'],
    'live traces and trace size limits': ['TempoReadsFailing', 'TempoSpansDiscarded', 'TempoSpansRefused'],
    'querier stopped': ['TempoNoQueriers', 'TempoProcessDown'],
    'active series limit': ['TempoReadsFailing', 'TempoSpansDiscarded', 'TempoSpansRefused'],
    'ingester stopped': ['TempoIngesterWritesFailing', 'TempoProcessDown', 'TempoSpansRefused'],
  },
  '3.0.3': {
    'ingestion rate limit': ['TempoSpansDiscarded', 'TempoSpansRefused'],
    'live traces and trace size limits': ['TempoSpansDiscarded', 'TempoSpansRefused'],
    'active series limit': ['TempoSpansDiscarded', 'TempoSpansRefused'],
  },
};

it('has rules that promtool accepts', async () => {
  await checkRules(RULES);
});

it.each(['2.6.1', '3.0.3'] as const)('%s: alerts fire on the faults, and not before', async (tempo) => {
  const recording = readRecording(tempo);
  const series = recording.targets.flatMap((target) => readTarget(tempo, target));
  const firstMs = recording.targets[0]?.timesMs[0] ?? 0;
  const played = (epochSeconds: number) => Math.round((epochSeconds - firstMs / 1000) * SLOWNESS);
  const healthySeconds = played(recording.faults[0]?.from ?? 0);
  await testRules(RULES, [
    {
      name: tempo,
      intervalSeconds: SLOT_SECONDS,
      series,
      expectations: [
        firing(healthySeconds, healthySeconds, []),
        ...recording.faults.map(({ name, from, to }) =>
          firing(played(to) + 50, played(to) - played(from), FIRING[tempo][name] ?? [])
        ),
      ],
    },
  ]);
});

/** The alerts that fired at any time of a stretch that ends at a time. */
function firing(atSeconds: number, lastedSeconds: number, alerts: string[]) {
  return {
    expr: `group by (alertname) (count_over_time(ALERTS{alertstate="firing"}[${lastedSeconds}s]))`,
    atSeconds,
    samples: alerts.sort().map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
  };
}

/** What the rules look at, as promtool takes it. */
function readTarget(tempo: TempoVersion, target: RecordedTarget): InputSeries[] {
  const labels = renderLabels(getTargetLabels(tempo, target.component));
  const up = target.timesMs.map((_, slot) => (target.errors.has(slot) ? '0' : '1')).join(' ');
  const recorded = target.families
    .flatMap((family) => family.series)
    .filter(({ name }) => METRICS.has(name))
    .map((series): InputSeries => ({
      series: `${series.name}{${[series.labels, labels].filter((part) => part !== '').join(',')}}`,
      values: series.values.map((value, slot) => asInput(value, series.values[slot - 1])).join(' '),
    }));
  return [{ series: `up{${labels}}`, values: up }, ...recorded];
}

/** A series ends with the first scrape that lacks it. */
function asInput(value: number | undefined, before: number | undefined): string {
  if (value === undefined) {
    return before === undefined ? '_' : 'stale';
  }
  return Number.isFinite(value) ? String(value) : '_';
}

/** All names in the rules that may be metrics. */
function metricsOf(rules: string): Set<string> {
  return new Set(rules.match(/\b(tempo|tempodb|prometheus|process|traces)_\w+/g));
}
