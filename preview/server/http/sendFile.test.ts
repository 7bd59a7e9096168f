import { resolveInside } from './sendFile';

const ROOT = '/srv/dist';

test.each([
  ['module.js', '/srv/dist/module.js'],
  ['a%20b/c.js', '/srv/dist/a b/c.js'],
  ['a/../b.js', '/srv/dist/b.js'],
  ['..%2f..%2fetc/passwd', undefined],
  ['../dist-other/x', undefined],
  ['../../etc/passwd', undefined],
  ['..\\..\\etc', undefined],
  ['%00', undefined],
  ['%', undefined],
  ['', undefined],
])('%j is %j', (path, file) => {
  expect(resolveInside(ROOT, path)).toBe(file);
});
