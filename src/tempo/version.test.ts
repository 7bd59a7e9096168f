import { compareVersions, generationOf, parseVersion, type TempoVersion } from './version';

const version = (text: string): TempoVersion => {
  const parsed = parseVersion(text);
  if (!parsed) {
    throw new Error(`${text} is no version`);
  }
  return parsed;
};

it.each([
  ['2.6.1', { major: 2, minor: 6, patch: 1 }],
  ['v3.0.3', { major: 3, minor: 0, patch: 3 }],
  ['2.10.0-rc.1', { major: 2, minor: 10, patch: 0 }],
  [' 2.9 ', { major: 2, minor: 9, patch: 0 }],
])('reads %s', (text, expected) => {
  expect(parseVersion(text)).toMatchObject(expected);
});

it.each(['', 'main-1f2a3b4', 'r123-abcdef', '3', 'latest', '2.6.1.4', 'x2.6.1'])('does not read %j', (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

it('orders by number, not by text', () => {
  const ordered = ['3.0.3', '2.10.8', '2.9.5', '2.6.1'].map(version).sort(compareVersions);
  expect(ordered.map(({ text }) => text)).toEqual(['2.6.1', '2.9.5', '2.10.8', '3.0.3']);
});

it('tells the generations apart', () => {
  expect(['2.6.1', '2.10.8', '3.0.0', '4.1.0'].map((text) => generationOf(version(text)))).toEqual([
    '2.x',
    '2.x',
    '3.x',
    '3.x',
  ]);
});
