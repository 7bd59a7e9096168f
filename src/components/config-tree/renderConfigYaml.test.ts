import type { ConfigNode } from '../../tempo';
import { parseYaml } from '../../tempo/configuration/parseYaml';
import { RECORDED_COMPONENTS } from '../../tempo/testdata/recordedComponents';
import { renderConfigYaml } from './renderConfigYaml';

const PAGES = RECORDED_COMPONENTS.filter(
  ({ path, status }) => status === 200 && /^\/status\/(config|runtime_config)/.test(path)
).map(({ system, path, body }): [string, ConfigNode] => [
  `${system} ${path}`,
  parseYaml(body.slice(body.indexOf('\n') + 1)),
]);

describe('a configuration as YAML', () => {
  it('is tried with both releases', () => expect(PAGES.length).toBeGreaterThan(10));

  it.each(PAGES)('reads back as it was: %s', (_, config) => {
    expect(parseYaml(renderConfigYaml(config))).toEqual(config);
  });

  it.each<[string, ConfigNode, string]>([
    ['nested maps', new Map([['a', new Map([['b', '1']])]]), 'a:\n  b: 1\n'],
    ['lists of texts', new Map([['a', ['x', 'y']]]), 'a:\n  - x\n  - y\n'],
    [
      'lists of maps',
      new Map([
        [
          'a',
          [
            new Map<string, ConfigNode>([
              ['b', '1'],
              ['c', ['2']],
            ]),
          ],
        ],
      ]),
      'a:\n  - b: 1\n    c:\n      - 2\n',
    ],
    [
      'empty ones',
      new Map<string, ConfigNode>([
        ['a', new Map()],
        ['b', []],
        ['c', ''],
      ]),
      'a: {}\nb: []\nc: ""\n',
    ],
    ['what YAML would take for an alias', new Map([['a', '********']]), 'a: "********"\n'],
    ['what YAML would take for a comment', new Map([['a', 'x #y']]), 'a: "x #y"\n'],
    ['what YAML would take for a pair', new Map([['a', 'x: y']]), 'a: "x: y"\n'],
    ['several lines', new Map([['a', 'x\ny']]), 'a: "x\\ny"\n'],
    ['tenants that look like numbers', new Map([['007', '1']]), '"007": 1\n'],
    ['tenants that look like truth', new Map([['no', '1']]), '"no": 1\n'],
    ['addresses', new Map([['a', 'http://127.0.0.1:9090/x']]), 'a: http://127.0.0.1:9090/x\n'],
  ])('writes %s', (_, config, yaml) => {
    expect(renderConfigYaml(config)).toBe(yaml);
    expect(parseYaml(yaml)).toEqual(config);
  });
});
