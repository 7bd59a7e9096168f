import { MetricsGenerator } from '../tempo/generator/metricsGenerator';
import { behaviourOf } from '../tempo/behaviour';
import { Shop } from '../tempo/demo/shop';
import { GeneratedHistory } from './generatedHistory';

const NOW_MS = 1_790_000_000_000.5;

it('has a sample of every series for each time, and the newest exemplar', () => {
  const generator = new MetricsGenerator({ behaviour: behaviourOf('3.0.3') });
  const shop = new Shop(3);
  const history = new GeneratedHistory();
  for (const timeMs of [NOW_MS, NOW_MS + 30_000]) {
    for (let i = 0; i < 40; i++) {
      generator.push('single-tenant', shop.trace(timeMs - 4_000), timeMs);
    }
    history.add(generator.families(), timeMs);
  }
  const buckets = history
    .list()
    .filter(({ labels }) => labels.__name__ === 'traces_spanmetrics_latency_bucket' && labels.le === '+Inf');
  const storefront = buckets.filter(({ labels }) => labels.service === 'storefront');
  expect(storefront.length).toBeGreaterThan(2);
  expect(storefront[0]?.labels).toMatchObject({ job: 'metrics-generator-output', instance: 'metrics-generator' });
  const both = buckets.filter(({ samples }) => samples.length === 2);
  expect(both.length).toBeGreaterThan(5);
  for (const { samples } of both) {
    const [first, second] = samples;
    expect([first?.timeMs, second?.timeMs]).toEqual([1_790_000_000_001, 1_790_000_030_001]);
    expect(Number(second?.value)).toBeGreaterThanOrEqual(Number(first?.value));
  }
  const exemplars = history.list().flatMap((series) => series.exemplars ?? []);
  expect(exemplars.length).toBeGreaterThan(20);
  expect(exemplars[0]).toMatchObject({ labels: { traceID: expect.stringMatching(/^[0-9a-f]+$/) } });
});
