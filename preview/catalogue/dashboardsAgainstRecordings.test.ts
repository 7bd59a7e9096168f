import { CHAPTERS } from '../../src/signals';
import { portableQueries } from '../../src/signals/outputs/portableQueries';
import {
  startPrometheusWithRecording,
  type PrometheusWithHistory,
} from '../server/prometheus/startPrometheusWithRecording';
import { askForSeries } from './askPrometheus';
import { EXPECTED } from './expected';

const SIGNALS = CHAPTERS.flatMap((chapter) => chapter.sections.flatMap((section) => section.signals));

describe.each(['2.6.1', '3.0.3'] as const)('dashboards over %s', (tempo) => {
  let prometheus: PrometheusWithHistory;

  beforeAll(async () => {
    prometheus = await startPrometheusWithRecording({ tempo, log: () => undefined });
  });

  afterAll(() => prometheus?.stop());

  it.each(SIGNALS.map((signal) => [signal.id, signal] as const))('%s', async (id, signal) => {
    const found = [];
    for (const { expr, instant } of portableQueries(signal)) {
      found.push(...(await askForSeries(prometheus.url, expr, prometheus, instant)));
    }
    // Where the app finds data on this system, the dashboard does, too. Where it does not apply, the query must parse.
    const expected = EXPECTED[id]?.[tempo];
    expect(expected === 'data' && found.length === 0 ? `${id} is empty` : '').toBe('');
  });
});
