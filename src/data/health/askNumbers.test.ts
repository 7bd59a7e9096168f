import { askNumbers } from './askNumbers';

const askPrometheus = jest.fn();
jest.mock('../../grafana', () => ({
  askPrometheus: (...args: unknown[]) => askPrometheus(...args),
  fetchErrorMessage: (error: Error) => error.message,
}));

const { signal } = new AbortController();
const queries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ expr: `rate(x${index}[$__rate_interval])`, checks: [] }));

interface Question {
  queries: Record<string, { expr: string; instant: boolean }>;
}

const asked = (): Question[] => askPrometheus.mock.calls.map(([, question]) => question);

beforeEach(() => {
  askPrometheus.mockReset();
  askPrometheus.mockImplementation(async (_uid: string, question: Question) =>
    Object.fromEntries(
      Object.keys(question.queries).map((name) => [
        name,
        { ok: true, series: [{ labels: { a: name }, timesMs: [1], values: [Number(name)] }] },
      ])
    )
  );
});

it('asks each query once, many in a request', async () => {
  const answers = await askNumbers('prometheus', queries(45), 0, signal);
  expect(asked().map((question) => Object.keys(question.queries).length)).toEqual([20, 20, 5]);
  expect(answers.size).toBe(45);
  expect(answers.get('rate(x21[$__rate_interval])')).toEqual({ ok: true, samples: [{ labels: { a: '1' }, value: 1 }] });
});

it('fills in the variables of a panel, and asks for one value at the end', async () => {
  await askNumbers('prometheus', queries(1), 0, signal);
  expect(asked()[0]?.queries['0']).toEqual({ expr: 'rate(x0[5m])', instant: true });
});

it('keeps the answers to the others where one query, or one request, fails', async () => {
  askPrometheus.mockResolvedValueOnce({ 0: { ok: false, why: 'parse error' } }).mockRejectedValueOnce(new Error('502'));
  const answers = await askNumbers('prometheus', queries(41), 0, signal);
  expect(answers.get('rate(x0[$__rate_interval])')).toEqual({ ok: false, why: 'parse error' });
  expect(answers.get('rate(x20[$__rate_interval])')).toEqual({ ok: false, why: '502' });
  expect(answers.get('rate(x40[$__rate_interval])')).toMatchObject({ ok: true });
});

it('leaves out what is no number', async () => {
  askPrometheus.mockResolvedValueOnce({ 0: { ok: true, series: [{ labels: {}, timesMs: [1], values: [null] }] } });
  const answers = await askNumbers('prometheus', queries(1), 0, signal);
  expect([...answers.values()]).toEqual([{ ok: true, samples: [] }]);
});

it('ends with the signal', async () => {
  askPrometheus.mockRejectedValueOnce(new DOMException('', 'AbortError'));
  await expect(askNumbers('prometheus', queries(1), 0, signal)).rejects.toMatchObject({ name: 'AbortError' });
});
