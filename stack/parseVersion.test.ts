import { isOlderThan, parseVersion } from './parseVersion';

test.each([
  ['tempo, version 3.0.3 (branch: v3.0.3, revision: local)\n  build user:', 3, 0, '3.0.3'],
  ['tempo, version v2.6.1 (branch: HEAD, revision: 1)', 2, 6, '2.6.1'],
  ['prometheus, version 2.42.0+ds (branch: debian/sid, revision: 2.42.0+ds-5+deb12u1)', 2, 42, '2.42.0+ds'],
  ['grafana version 12.3.0', 12, 3, '12.3.0'],
  ['Version 12.3.0 (commit: local, branch: local)', 12, 3, '12.3.0'],
  ['loki, version 3.5.0-rc.1 (branch: HEAD)', 3, 5, '3.5.0-rc.1'],
  ['2.10.8', 2, 10, '2.10.8'],
])('%s', (text, major, minor, version) => {
  expect(parseVersion(text)).toEqual({ major, minor, text: version });
});

test.each([
  ['a build without a version', 'loki, version  (branch: , revision: unknown)\n  go version:       go1.26.8'],
  ['a build of a branch', 'tempo, version main-1a2b3c4 (branch: main, revision: 1a2b3c4)\n  go version: go1.26.8'],
  ['nothing', ''],
])('%s has none', (_, text) => {
  expect(parseVersion(text)).toBeNull();
});

test.each([
  ['2.6.1', 2, 6, false],
  ['2.5.9', 2, 6, true],
  ['1.9.0', 2, 6, true],
  ['3.0.0', 2, 6, false],
  ['12.10.0', 12, 3, false],
])('%s is older than %d.%d: %s', (text, major, minor, expected) => {
  const version = parseVersion(text);
  expect(version && isOlderThan(version, major, minor)).toBe(expected);
});
