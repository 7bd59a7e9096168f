import { nestSentences, type SentenceNode } from './nestSentences';

function drawn(nodes: readonly SentenceNode[]): string {
  return nodes.map(({ index, children }) => `${index}${children.length > 0 ? `(${drawn(children)})` : ''}`).join(' ');
}

test.each<[depths: number[], tree: string]>([
  [[], ''],
  [[0, 0], '0 1'],
  [[0, 1, 1, 2, 1, 0], '0(1 2(3) 4) 5'],
  [[0, 2, 2, 1], '0(1 2 3)'],
  [[1, 0], '0 1'],
])('depths %j', (depths, tree) => {
  const range = { start: 0, end: 0 };
  expect(drawn(nestSentences(depths.map((depth) => ({ text: '', range, depth }))))).toBe(tree);
});
