import { createTempoClient, type RawAnswer } from '../../tempo';
import { sampleTraces, type SampleProgress } from './sampleTraces';

const json = (value: unknown): RawAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify(value),
});
const idOf = (number: number) => number.toString(16).padStart(32, '0');

/** A Tempo that finds `limit` traces in each slice, one of which is found in the next slice too. */
function fakeTempo(broken: string[] = []) {
  const asked: URL[] = [];
  let [open, mostOpen] = [0, 0];
  const client = createTempoClient(async ({ path }) => {
    const url = new URL(path, 'http://tempo');
    asked.push(url);
    if (url.pathname === '/api/search') {
      const first = Math.floor(Number(url.searchParams.get('start')) / 100) * 1000;
      const numbers = Array.from({ length: Number(url.searchParams.get('limit')) }, (_, index) => first + index);
      return json({ traces: [999, ...numbers].map((number) => ({ traceID: idOf(number), rootServiceName: 'shop' })) });
    }
    mostOpen = Math.max(mostOpen, ++open);
    await new Promise((resolve) => setTimeout(resolve, 1));
    open--;
    const isBroken = broken.some((id) => url.pathname.endsWith(id));
    return isBroken
      ? { status: 500, contentType: 'text/plain', body: 'trace exceeds max size (max bytes: 5000000)' }
      : json({ trace: { resourceSpans: [] } });
  });
  return { client, asked, mostOpen: () => mostOpen };
}

const question = { service: '', range: { fromSeconds: 1000, toSeconds: 1500 }, traces: 20 };

it('takes traces of all parts of the range, each once, no more than asked for, a few at a time', async () => {
  const tempo = fakeTempo();
  const progress: SampleProgress[] = [];
  const sample = await sampleTraces(tempo.client, question, new AbortController().signal, (p) => progress.push(p));
  expect(sample).toHaveLength(20);
  expect(new Set(sample.map(({ traceId }) => traceId)).size).toBe(20);
  const searches = tempo.asked.filter(({ pathname }) => pathname === '/api/search');
  expect(searches.map(({ searchParams }) => searchParams.get('start'))).toEqual([
    '1000',
    '1100',
    '1200',
    '1300',
    '1400',
  ]);
  expect(tempo.mostOpen()).toBe(4);
  expect(progress.at(0)).toEqual({ done: 0, total: 0 });
  expect(progress.at(-1)).toEqual({ done: 20, total: 20 });
});

it('fills up from the whole range where most of it is quiet', async () => {
  const asked: URL[] = [];
  const client = createTempoClient(async ({ path }) => {
    const url = new URL(path, 'http://tempo');
    asked.push(url);
    const isLast = Number(url.searchParams.get('end')) === 1500;
    const numbers = isLast
      ? Array.from({ length: Number(url.searchParams.get('limit')) }, (_, index) => index + 1)
      : [];
    return json(
      url.pathname === '/api/search'
        ? { traces: numbers.map((number) => ({ traceID: idOf(number), rootServiceName: 'shop' })) }
        : { trace: { resourceSpans: [] } }
    );
  });
  const sample = await sampleTraces(client, question, new AbortController().signal, () => undefined);
  expect(sample).toHaveLength(20);
  const searches = asked.filter(({ pathname }) => pathname === '/api/search');
  expect(searches).toHaveLength(6);
  expect(searches.at(-1)?.searchParams.get('limit')).toBe('20');
});

it('does not ask again where there are no more traces', async () => {
  const asked: string[] = [];
  const client = createTempoClient(async ({ path }) => {
    asked.push(path);
    return json({ traces: [] });
  });
  expect(await sampleTraces(client, question, new AbortController().signal, () => undefined)).toEqual([]);
  expect(asked).toHaveLength(5);
});

it('asks for one service by its name, whatever is in it', async () => {
  const tempo = fakeTempo();
  await sampleTraces(tempo.client, { ...question, service: 'a"b\\' }, new AbortController().signal, () => undefined);
  expect(tempo.asked[0]?.searchParams.get('q')).toBe('{ resource.service.name = "a\\"b\\\\" }');
});

it('keeps a trace that cannot be read, with the reason', async () => {
  const tempo = fakeTempo([idOf(999)]);
  const sample = await sampleTraces(tempo.client, question, new AbortController().signal, () => undefined);
  expect(sample.filter(({ trace }) => !trace.ok)).toMatchObject([
    { traceId: idOf(999), rootServiceName: 'shop', trace: { failure: { kind: 'failed' } } },
  ]);
});

it('stops when it is told to', async () => {
  const tempo = fakeTempo();
  const controller = new AbortController();
  const sampling = sampleTraces(tempo.client, question, controller.signal, ({ done }) => {
    if (done === 2) {
      controller.abort();
    }
  });
  await expect(sampling).rejects.toMatchObject({ name: 'AbortError' });
  expect(tempo.asked.length).toBeLessThan(5 + 20);
});
