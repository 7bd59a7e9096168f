/**
 * The embedded Tempo under load: searches and metrics over 10,000 traces of the demo, beside a plain walk over all spans
 * in the same run as the yardstick.
 */
import { startEmbeddedTempo } from '../preview/server/tempo/command/startEmbeddedTempo';

const TRACES = 10_000;
const ROUNDS = 7;
const RATE = TRACES / 3_600;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(question: () => Promise<unknown> | number): Promise<number> {
  const begin = performance.now();
  await question();
  return performance.now() - begin;
}

async function main(): Promise<void> {
  const tempo = await startEmbeddedTempo({ tempo: '3.0.3', maxTraces: TRACES * 2, demo: { seed: 1, rate: RATE } });
  const [tenant] = tempo.store.tenants();
  const walk = () => {
    let spans = 0;
    for (const trace of tempo.store.traces(tenant ?? '')) {
      spans += trace.spans.filter(({ span }) => span.name.length > 3).length;
    }
    return spans;
  };
  const ask = async (path: string) => (await fetch(`${tempo.url}${path}`)).text();
  const q = encodeURIComponent;
  const questions: Array<[string, () => Promise<unknown> | number]> = [
    ['walk over all spans', walk],
    ['search, one condition', () => ask(`/api/search?limit=20&q=${q('{ status = error }')}`)],
    ['search, structural', () => ask(`/api/search?limit=20&q=${q('{ kind = server } >> { span.db.system != nil }')}`)],
    ['search, nothing found', () => ask(`/api/search?limit=20&q=${q('{ name = "no such name" }')}`)],
    [
      'metrics, rate by service',
      () => ask(`/api/metrics/query_range?since=1h&step=60s&q=${q('{} | rate() by(resource.service.name)')}`),
    ],
  ];
  const times = questions.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [, question]] of questions.entries()) {
      times[index]?.push(await timed(question));
    }
  }
  const yardstick = median(times[0] ?? []);
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  process.stdout.write(`${tempo.store.stats().traces} traces, ${walk()} spans, ${memory} MB resident\n`);
  questions.forEach(([name], index) => {
    const ms = median(times[index] ?? []);
    process.stdout.write(`${name.padEnd(28)} ${ms.toFixed(1).padStart(8)} ms  x ${(ms / yardstick).toFixed(1)}\n`);
  });
  await tempo.close();
}

await main();
