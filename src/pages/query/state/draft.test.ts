import { addCondition, makeAttribute, nodeAt, parse, render } from '../../../traceql';
import { beginDraft, obstacleOf, recheck, redo, traceIdOf, undo, writeText, writeTree } from './draft';

const V = '3.0.3';

it('begins with what the link says', () => {
  const draft = beginDraft('{ .a = 1 }', V);
  expect(draft).toMatchObject({ text: '{ .a = 1 }', treeText: '{ .a = 1 }', isCurrent: true, past: [], future: [] });
  expect(draft.checked.verdict).toBe('valid');
});

it('takes no text for every span', () => {
  const draft = beginDraft('  ', V);
  expect(draft).toMatchObject({ text: '  ', treeText: '{ }', isCurrent: true });
  expect(draft.checked.verdict).toBe('valid');
});

it('keeps the last good tree while the text is broken', () => {
  const good = beginDraft('{ .a = 1 }', V);
  const broken = writeText(good, '{ .a = ', V);
  expect(broken).toMatchObject({ text: '{ .a = ', treeText: '{ .a = 1 }', isCurrent: false });
  expect(broken.tree).toBe(good.tree);
  expect(obstacleOf(broken)).toBe('syntax');
  expect(broken.checked.diagnostics.length).toBeGreaterThan(0);
  expect(writeText(broken, '{ .a = 2 }', V)).toMatchObject({ treeText: '{ .a = 2 }', isCurrent: true });
});

it('shows something even if the first text is broken', () => {
  const draft = beginDraft('{ .a = ', V);
  expect(draft).toMatchObject({ text: '{ .a = ', treeText: '{ }', isCurrent: false });
});

it('takes trees from the builder, in the form of the text', () => {
  const single = beginDraft('{ .a }', V);
  const add = (draft: typeof single) =>
    writeTree(draft, addCondition(draft.tree, ['stages', 0], makeAttribute('none', 'b')), V);
  expect(add(single).text).toBe('{ .a && .b }');
  const several = beginDraft('{ .a }\n| count() > 1', V);
  expect(add(several).text).toBe('{ .a && .b }\n| count() > 1');
  expect(nodeAt(add(single).tree, ['stages', 0, 'expression', 'right'])).toMatchObject({ name: 'b' });
});

it('undoes and does again, and a new step forgets what was undone', () => {
  let draft = writeText(writeText(beginDraft('{ .a }', V), '{ .b }', V), '{ .c', V);
  draft = undo(draft, V);
  expect(draft).toMatchObject({ text: '{ .b }', isCurrent: true, future: ['{ .c'] });
  draft = undo(draft, V);
  expect(draft.text).toBe('{ .a }');
  expect(undo(draft, V)).toBe(draft);
  draft = redo(redo(draft, V), V);
  expect(draft).toMatchObject({ text: '{ .c', isCurrent: false, treeText: '{ .b }' });
  expect(redo(draft, V)).toBe(draft);
  expect(writeText(undo(draft, V), '{ .d }', V).future).toEqual([]);
});

it('undoes merged steps together', () => {
  let draft = writeText(beginDraft('{ }', V), '{ .a', V);
  draft = writeText(draft, '{ .ab', V, true);
  draft = writeText(draft, '{ .ab }', V, true);
  expect(undo(draft, V).text).toBe('{ }');
});

it('judges anew for another release', () => {
  const draft = beginDraft('{ } | rate() | topk(5)', V);
  expect(draft.checked.verdict).toBe('valid');
  expect(recheck(draft, '2.6.1').checked.verdict).toBe('parse-error');
  expect(recheck(draft, '2.6.1').text).toBe(draft.text);
});

it('lets a query be edited that this release does not know', () => {
  const draft = beginDraft('{ } | rate() | topk(5)', '2.6.1');
  expect(draft).toMatchObject({ isCurrent: true, treeText: '{ } | rate() | topk(5)' });
  expect(obstacleOf(draft)).toBe('syntax');
});

it('does not send what would keep Tempo busy for good', () => {
  expect(obstacleOf(beginDraft('{ 9223372036854775807 ^ -1 = 1 }', '2.6.1'))).toBe('endless');
  expect(obstacleOf(beginDraft('{ 9223372036854775807 ^ -1 = 1 }', V))).toBeUndefined();
  expect(obstacleOf(beginDraft('{ parent.a = 1 }', V))).toBeUndefined();
});

it.each([
  ['6e0c63257de34c926f9efcd03927272e', '6e0c63257de34c926f9efcd03927272e'],
  [' 6E0C63257DE34C92 \n', '00000000000000006e0c63257de34c92'],
  ['6e0c6325', undefined],
  ['{ }', undefined],
  ['6e0c63257de34c926f9efcd03927272e0', undefined],
])('sees whether %j is a trace ID', (text, expected) => {
  expect(traceIdOf(text)).toBe(expected);
});

it('keeps the comments of a broken and repaired text', () => {
  const draft = writeText(beginDraft('{ .a } // why', V), '{ .a } // why', V);
  expect(render(parse(draft.treeText).query)).toContain('// why');
});
