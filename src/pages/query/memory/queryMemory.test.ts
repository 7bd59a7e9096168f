import {
  countMerge,
  EMPTY_MEMORY,
  forgetHistory,
  hasName,
  mergeNamed,
  readExport,
  readMemory,
  rememberRun,
  removeNamed,
  renderExport,
  renderMemory,
  saveNamed,
} from './queryMemory';

const named = (name: string, text: string, savedMs = 1) => ({ name, text, savedMs });

it('reads what it writes', () => {
  const memory = saveNamed(rememberRun(EMPTY_MEMORY, '{ .a }', 5), named('slow', '{ duration > 1s }'));
  expect(readMemory(renderMemory(memory))).toEqual(memory);
});

it.each([[null], [''], ['{'], ['null'], ['[]'], ['{"history":[{"text":1}]}'], ['{"named":[{"name":" ","text":""}]}']])(
  'takes %j for nothing',
  (stored) => {
    expect(readMemory(stored)).toEqual(EMPTY_MEMORY);
  }
);

it('keeps the newest runs, each text once', () => {
  let memory = EMPTY_MEMORY;
  for (let run = 0; run < 150; run++) {
    memory = rememberRun(memory, `{ .a = ${run} }`, run);
  }
  memory = rememberRun(memory, '{ .a = 120 }', 1000);
  expect(memory.history).toHaveLength(100);
  expect(memory.history.slice(0, 2)).toEqual([
    { text: '{ .a = 120 }', lastRunMs: 1000 },
    { text: '{ .a = 149 }', lastRunMs: 149 },
  ]);
  expect(forgetHistory(memory).history).toEqual([]);
});

it('keeps neither nothing nor too much', () => {
  expect(rememberRun(EMPTY_MEMORY, '  ', 1)).toBe(EMPTY_MEMORY);
  expect(rememberRun(EMPTY_MEMORY, 'x'.repeat(20_001), 1)).toBe(EMPTY_MEMORY);
});

it('sorts names, replaces and removes', () => {
  let memory = saveNamed(EMPTY_MEMORY, named(' slow ', 'old', 1));
  memory = saveNamed(memory, named('errors', 'e', 2));
  memory = saveNamed(memory, named('slow', 'new', 3));
  expect(memory.named.map(({ name, text }) => [name, text])).toEqual([
    ['errors', 'e'],
    ['slow', 'new'],
  ]);
  expect(hasName(memory, 'slow ')).toBe(true);
  expect(hasName(removeNamed(memory, 'slow'), 'slow')).toBe(false);
});

it('takes a file of somebody else without losing what is newer here', () => {
  const mine = mergeNamed(EMPTY_MEMORY, [named('a', 'mine', 10), named('b', 'mine', 1)]);
  const theirs = readExport(renderExport(mergeNamed(EMPTY_MEMORY, [named('a', 'theirs', 5), named('b', 'theirs', 5)])));
  expect(theirs).toBeDefined();
  expect(mergeNamed(mine, theirs?.named ?? []).named.map(({ text }) => text)).toEqual(['mine', 'theirs']);
});

it('exports no history', () => {
  expect(renderExport(rememberRun(EMPTY_MEMORY, '{ .secret }', 1))).not.toContain('secret');
});

it('says when a file is none', () => {
  expect(readExport('hello')).toBeUndefined();
  expect(readExport('{"panels": []}')).toBeUndefined();
  expect(readExport('{"named": "a"}')).toBeUndefined();
  expect(readExport('{"named": [{"name": "a"}]}')).toEqual({ named: [], unreadableCount: 1 });
});

it('loses nothing but the damaged entries', () => {
  const good = named('a', '{ .a }');
  const entries = [good, { name: 'b' }, null, named(' ', '{ .b }'), named('x'.repeat(201), '{ .c }')];
  expect(readExport(JSON.stringify({ named: entries }))).toEqual({ named: [good], unreadableCount: 4 });
  const history = [{ text: '{ .h }', lastRunMs: 1 }, { text: '{ .i }' }];
  expect(readMemory(JSON.stringify({ named: entries, history }))).toEqual({ named: [good], history: [history[0]] });
  expect(readMemory(JSON.stringify({ named: [good], history: 'none' }))).toEqual(EMPTY_MEMORY);
});

it('counts what a file changes', () => {
  const mine = mergeNamed(EMPTY_MEMORY, [named('a', 'mine', 10), named('b', 'mine', 1), named('c', 'same', 1)]);
  const theirs = [named('a', 'theirs', 5), named('b', 'theirs', 5), named('c', 'same', 9), named('d', 'new', 1)];
  expect(countMerge(mine, theirs)).toEqual({ added: 1, replaced: 1, kept: 1 });
  expect(countMerge(mine, [])).toEqual({ added: 0, replaced: 0, kept: 0 });
});
