import type { Probe, ProbeAnswer } from '../../correlations';
import { askProbes, type ProbeProgress } from './askProbes';

const probe = (id: string): Probe => ({
  id,
  link: 'metrics-to-trace',
  why: `whether ${id} is there`,
  datasourceUid: 'tempo',
  kind: 'tempo-trace',
  traceId: id,
});
const FOUND: ProbeAnswer = { kind: 'trace', found: true, spanCount: 1 };
const NONE: ReadonlyMap<string, ProbeAnswer> = new Map();
const never = new AbortController().signal;
const ids = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

it('asks three at a time, each question once', async () => {
  let [open, mostOpen] = [0, 0];
  const asked: string[] = [];
  const answers = await askProbes(
    () => [...ids(10), '3'].slice(0, 10).map(probe),
    async ({ id }) => {
      asked.push(id);
      mostOpen = Math.max(mostOpen, ++open);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open--;
      return FOUND;
    },
    NONE,
    never,
    () => {}
  );
  expect(mostOpen).toBe(3);
  expect(asked.sort()).toEqual(ids(10));
  expect([...answers.keys()].sort()).toEqual(ids(10));
});

it('goes on with what answers lead to, and counts it', async () => {
  const progress: ProbeProgress[] = [];
  await askProbes(
    (known) => (known.has('a') ? [probe('a'), probe('b')] : [probe('a')]),
    async () => FOUND,
    NONE,
    never,
    (now) => progress.push(now)
  );
  expect(progress.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/1', '1/1', '1/2', '2/2']);
});

it('takes what is known already for answered, and changes it not', async () => {
  const known = new Map([['a', FOUND]]);
  const asked: string[] = [];
  const answers = await askProbes(
    () => [probe('a'), probe('b')],
    async ({ id }) => {
      asked.push(id);
      return FOUND;
    },
    known,
    never,
    () => {}
  );
  expect(asked).toEqual(['b']);
  expect(known.size).toBe(1);
  expect(answers.size).toBe(2);
});

it('ends where the list never does', async () => {
  let round = 0;
  await askProbes(
    () => [probe(`${round++}`)],
    async () => FOUND,
    NONE,
    never,
    () => {}
  );
  expect(round).toBeLessThan(20);
});

it('stops asking when it is told to', async () => {
  const controller = new AbortController();
  const asked: string[] = [];
  const asking = askProbes(
    () => ids(10).map(probe),
    async ({ id }) => {
      asked.push(id);
      controller.abort();
      return FOUND;
    },
    NONE,
    controller.signal,
    () => {}
  );
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked.length).toBeLessThan(4);
});
