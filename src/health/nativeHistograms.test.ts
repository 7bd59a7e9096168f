import { signalContext } from '../signals';
import { readMetricsInventory } from '../tempo';
import { CHECKS } from './catalogue';

const contextWith = (names: readonly string[]) =>
  signalContext({
    generation: '3.x',
    topology: 'microservices',
    inventory: readMetricsInventory([...names], [{ job: 'tempo', instance: 'a:3200' }]),
  });
const asked = (names: readonly string[]) =>
  CHECKS.flatMap(({ id, queries }) =>
    Object.values(queries?.(contextWith(names)) ?? {}).map((expr) => [id, expr] as const)
  );
const classicParts = (expr: string) => [...expr.matchAll(/\b(\w+?_(?:seconds|retries))_(?:bucket|sum|count)\b/g)];

const HISTOGRAMS = [...new Set(asked([]).flatMap(([, expr]) => classicParts(expr).map(([, name = '']) => name)))];

it('are asked for where Prometheus keeps nothing else, so that no check is silent there', () => {
  expect(HISTOGRAMS).toEqual(
    expect.arrayContaining([
      'tempo_request_duration_seconds',
      'tempo_query_frontend_retries',
      'tempo_memcache_request_duration_seconds',
      'tempodb_backend_request_duration_seconds',
      'tempo_spans_distance_in_future_seconds',
    ])
  );
  for (const [id, expr] of asked(HISTOGRAMS)) {
    expect([id, classicParts(expr).map(([part]) => part)]).toEqual([id, []]);
  }
});
