import type { CorrelationInput, LinkDiagnosis, Probe, ProbeAnswer } from '../../correlations';
import { createTempoClient, type RawAnswer } from '../../tempo';
import { runDoctor, type DoctorProgress } from './runDoctor';

/**
 * Judgement is tested where it is made. Here it is one link that wants lines for the trace: where the settings say `good`,
 * the question finds them.
 */
jest.mock('../../correlations', () => {
  const isGood = ({ tempo }: CorrelationInput) => tempo.jsonData.good === true;
  const idOf = (input: CorrelationInput) => `${isGood(input) ? 'good' : 'bad'} ${input.trace?.traceId ?? ''}`;
  const probeOf = (input: CorrelationInput): Probe => ({
    id: idOf(input),
    link: 'trace-to-logs',
    why: 'whether there are lines',
    datasourceUid: 'loki',
    kind: 'loki-range',
    expr: idOf(input),
    startMs: 0,
    endMs: 1,
    limit: 1,
  });
  const hasLines = (input: CorrelationInput) => {
    const answer = input.answers.get(idOf(input));
    return answer?.kind === 'lines' && answer.lines.length > 0;
  };
  return {
    listProbes: (input: CorrelationInput) => (input.trace && !input.answers.has(idOf(input)) ? [probeOf(input)] : []),
    diagnose: (input: CorrelationInput) => [
      { link: 'trace-to-logs', status: hasLines(input) ? 'works' : input.trace ? 'broken' : 'untested', findings: [] },
    ],
    correct: (input: CorrelationInput) =>
      isGood(input) ? [] : [{ dataSource: input.tempo, jsonData: { good: true }, changes: [] }],
    applyCorrections: (input: CorrelationInput) => ({ ...input, tempo: { ...input.tempo, jsonData: { good: true } } }),
  };
});

const NOW_MS = 1_795_000_000_000;
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((id) => id.padStart(32, '0')) as [string, string, string, string];
const json = (value: unknown): RawAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify(value),
});

interface World {
  good?: boolean;
  traceId?: string;
  /** What a search finds. */
  found?: string[];
  /** Traces that have lines, whatever is asked of them. */
  logged?: string[];
  search?: RawAnswer;
}

async function run({ good = true, traceId, found = [A], logged = [A], search }: World) {
  const asked: string[] = [];
  const client = createTempoClient(async ({ path }) => {
    const { pathname } = new URL(path, 'http://tempo');
    asked.push(pathname);
    if (pathname === '/api/search') {
      return search ?? json({ traces: found.map((id) => ({ traceID: id })) });
    }
    const span = { spanId: '00000000000000aa', name: 'GET', startTimeUnixNano: '1', endTimeUnixNano: '2' };
    const isThere = found.some((id) => pathname.endsWith(id));
    return json({ trace: isThere ? { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] } : {} });
  });
  const ask = async (probe: Probe): Promise<ProbeAnswer> => {
    asked.push(probe.id);
    const isLogged = logged.some((id) => probe.id === `good ${id}`);
    return { kind: 'lines', lines: isLogged ? [{ line: 'x', labels: {}, timeMs: 0 }] : [] };
  };
  const tempo = { uid: 'tempo', name: 'Tempo', type: 'tempo', readOnly: false, jsonData: { good } };
  const progress: DoctorProgress[] = [];
  const subject = { tempo, all: [tempo], client, ask, nowMs: NOW_MS, traceId };
  await runDoctor(subject, new AbortController().signal, (now) => progress.push(now));
  const last = progress.at(-1);
  return { asked, progress, last, steps: [...new Set(progress.map(({ step }) => step))] };
}
const statusOf = (diagnoses: readonly LinkDiagnosis[] | undefined) => diagnoses?.map(({ status }) => status);

it('judges the settings at once, then tests them with a trace', async () => {
  const { progress, last, asked, steps } = await run({});
  expect(statusOf(progress[0]?.diagnoses)).toEqual(['untested']);
  expect(steps).toEqual(['trace', 'links', 'corrections', 'done']);
  expect(last?.choice).toMatchObject({ kind: 'picked', trace: { traceId: A } });
  expect(statusOf(last?.diagnoses)).toEqual(['works']);
  expect(last?.corrected).toEqual([]);
  expect(last?.proof).toBeUndefined();
  // What was asked to choose the trace is not asked again.
  expect(asked).toEqual(['/api/search', `/api/v2/traces/${A}`, `good ${A}`]);
});

it('tests the corrections, and only reads', async () => {
  const { last, asked } = await run({ good: false });
  expect(statusOf(last?.diagnoses)).toEqual(['broken']);
  expect(last?.corrected).toHaveLength(1);
  expect(statusOf(last?.proof)).toEqual(['works']);
  expect(last?.input.tempo.jsonData).toEqual({ good: false });
  expect(asked.at(-1)).toBe(`good ${A}`);
});

it.each([
  ['the first that has logs', { found: [A, B, C], logged: [B, C] }, B],
  ['the first where none has', { found: [A, B, C, D], logged: [D] }, A],
])('picks %s, of three at most', async (_, world, expected) => {
  const { last, asked } = await run(world);
  expect(last?.choice).toMatchObject({ kind: 'picked', trace: { traceId: expected } });
  expect(asked.filter((path) => path.startsWith('/api/v2/')).length).toBeLessThanOrEqual(3);
});

it('takes the trace that is given, without a search', async () => {
  const { last, asked } = await run({ traceId: B, found: [A, B], logged: [A, B] });
  expect(last?.choice).toMatchObject({ kind: 'given', trace: { traceId: B } });
  expect(asked).not.toContain('/api/search');
});

it.each([
  ['there is none', { found: [] }, { kind: 'none' }],
  ['Tempo does not have it', { traceId: C }, { kind: 'unknown', traceId: C }],
  [
    'Tempo fails',
    { search: { status: 500, contentType: 'text/plain', body: 'empty ring' } },
    { kind: 'failed', said: 'empty ring' },
  ],
])('without a trace because %s, judges the settings alone and says why', async (_, world, choice) => {
  const { last } = await run(world);
  expect(last?.choice).toEqual(choice);
  expect(statusOf(last?.diagnoses)).toEqual(['untested']);
  expect(last?.step).toBe('done');
});

it('ends at once when it is told to', async () => {
  const controller = new AbortController();
  controller.abort();
  const client = createTempoClient(async () => {
    throw new DOMException('gone', 'AbortError');
  });
  const tempo = { uid: 'tempo', name: 'Tempo', type: 'tempo', readOnly: false, jsonData: {} };
  const running = runDoctor(
    { tempo, all: [], client, ask: jest.fn(), nowMs: NOW_MS, traceId: undefined },
    controller.signal,
    () => {}
  );
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});
