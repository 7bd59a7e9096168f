import { matchRoutePath } from './matchRoutePath';

// What web.Tree of Grafana 12.3 answered to the same pairs.
test.each<[pattern: string, path: string, wildcard: string | undefined]>([
  ['components/distributor/ready', 'components/distributor/ready', ''],
  ['components/distributor/ready', 'components/distributor/ready/', ''],
  ['components/distributor/ready', 'components/distributor/re%61dy', ''],
  ['components/distributor/ready', 'components/distributor', undefined],
  ['components/distributor/ready', 'components/distributor/readyx', undefined],
  ['components/distributor/ready', 'components/distributor/ready/x', undefined],
  ['components/distributor/ready', 'components/distributor%2Fready', undefined],
  ['components/distributor/ready', 'components/distributor//ready', undefined],
  ['components/distributor/ready', 'components/x/../distributor/ready', undefined],
  ['components/distributor/ready', 'Components/distributor/ready', undefined],
  ['a/*', 'a/b/c', 'b/c'],
  ['a/*', 'a/b%2Fc', 'b/c'],
  ['a/*', 'a/%2e%2e/shutdown', '../shutdown'],
  ['a/*', 'a', undefined],
  ['a/*', 'a/', undefined],
  ['a/*', 'a//', ''],
  ['a/*', 'ab', undefined],
  ['*', '', ''],
  ['*', 'x/y', 'x/y'],
  ['a/:t', 'a/x', ''],
  ['a/:t', 'a/x%20y', ''],
  ['a/:t', 'a/x/y', undefined],
  ['a/:t/c', 'a/x/c', ''],
  ['a/*/c', 'a/b/c', ''],
  ['a/*/c', 'a/b/b/c', undefined],
  ['a/*/*', 'a/b/c/d', 'c/d'],
  ['/a/', 'a', ''],
  ['a', 'a%zz', undefined],
  ['a/b', 'a/%zz', undefined],
])('%s and %s: %j', (pattern, path, wildcard) => {
  expect(matchRoutePath(pattern, path)).toEqual(wildcard === undefined ? undefined : { wildcard });
});

test.each(['a/:id([0-9]+)', 'a/x:id', 'a/*.*', '?a/b', 'a/:id:int'])('says that it does not know %s', (pattern) => {
  expect(() => matchRoutePath(pattern, 'a/b')).toThrow('does not know');
});
