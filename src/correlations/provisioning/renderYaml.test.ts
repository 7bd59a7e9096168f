import fc from 'fast-check';
import { parse } from 'yaml';
import { readProvisioning } from '../testdata/readProvisioning';
import { renderProvisioning } from './renderProvisioning';
import { PATH_SEPARATOR, renderComment, renderYaml } from './renderYaml';
import { assertProperty } from '../../traceql/testdata/assertProperty';

const read = (value: unknown, version: '1.1' | '1.2' = '1.2'): unknown =>
  parse(renderYaml(value).join('\n'), { version });

describe('renderYaml', () => {
  it.each([
    ['', "''"],
    ['plain text', 'plain text'],
    ['-15m', '-15m'],
    ['15', "'15'"],
    ['1e3', "'1e3'"],
    ['true', "'true'"],
    ['No', "'No'"],
    ['null', "'null'"],
    ['a: b', "'a: b'"],
    ['a #b', "'a #b'"],
    ["it's", "'it''s'"],
    ['$__tags', "'$__tags'"],
    ['tab\there', '"tab\\there"'],
    ['ü', "'ü'"],
  ])('%j -> %s', (text, yaml) => {
    expect(renderYaml(text)).toEqual([yaml]);
    expect(read({ text })).toEqual({ text });
  });

  it('keeps several lines as they are', () => {
    expect(renderYaml({ query: 'a\n  b\nc' })).toEqual(['query: |-', '  a', '    b', '  c']);
    expect(renderYaml({ query: 'a\nb\n' })).toEqual(['query: |', '  a', '  b']);
  });

  it('breaks long queries before their pipes', () => {
    const query = `{service_name="shop"} | json | ${'x'.repeat(100)}="y"`;
    expect(renderYaml({ query })).toEqual([
      'query: >-',
      '  {service_name="shop"}',
      '  | json',
      `  | ${'x'.repeat(100)}="y"`,
    ]);
    expect(read({ query })).toEqual({ query });
  });

  it('puts comments above keys and dashes', () => {
    const at = (...path: string[]) => path.join(PATH_SEPARATOR);
    const comments = new Map([
      [at('list', '0', 'name'), ['why']],
      [at('list', '0', 'url'), ['what']],
      [at('list'), ['all']],
    ]);
    expect(renderYaml({ list: [{ name: 'a', url: 'b' }, 1] }, comments)).toEqual([
      '# all',
      'list:',
      '  # why',
      '  - name: a',
      '    # what',
      '    url: b',
      '  - 1',
    ]);
  });

  it('keeps comments to lines', () => {
    expect(renderComment('one two\nthree', 10)).toEqual(['# one two', '# three']);
  });

  // Halves of characters cannot be in a file; everything else has to come back, by the rules of either release of YAML.
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }).filter((one) => !/[\ud800-\udfff]/u.test(one)),
    fc.stringMatching(/^[ \n#:'"$|>{}\-a1]{0,12}$/),
    fc.constantFrom(
      'yes',
      'off',
      '0x1f',
      '1_000',
      '.inf',
      '.nan',
      '~',
      '2024-01-01',
      '12:30',
      '=',
      '<<',
      '- a',
      '? a',
      '!tag',
      '&a',
      '*a',
      '@a',
      '%a',
      '---',
      '...',
      ' | a | ',
      `${'a | '.repeat(40)}b`
    )
  );
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        text.filter((key) => key !== '__proto__' && key !== '<<'),
        tie('value'),
        { maxKeys: 4 }
      )
    ),
  })).value;
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  it('writes what is read back, whatever it is', () => {
    assertProperty(
      fc.property(json, (value) => expect(read({ value })).toEqual(plain({ value }))),
      150
    );
    assertProperty(
      fc.property(text, (value) => expect(read({ value }, '1.1')).toEqual({ value })),
      150
    );
  });

  it('survives provisioning, dollars and all', () => {
    const settings = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(json, fc.stringMatching(/^[${}_a]{0,12}$/)),
      { maxKeys: 4 }
    );
    assertProperty(
      fc.property(settings, text, (value, name) => {
        const jsonData = plain(value) as Record<string, unknown>;
        const dataSource = { uid: 'a-uid', name, type: 'tempo', jsonData, readOnly: false };
        const [again] = readProvisioning(renderProvisioning(dataSource, jsonData), { __tags: 'wrong', a: 'wrong' });
        expect(again).toMatchObject({ uid: 'a-uid', name, type: 'tempo' });
        expect(again?.jsonData).toEqual(jsonData);
      }),
      100
    );
  });
});

describe('renderProvisioning', () => {
  const dataSource = {
    uid: 'tempo',
    name: 'Tempo (prod)',
    type: 'tempo',
    readOnly: true,
    isDefault: true,
    jsonData: { httpHeaderName1: 'X-Scope-OrgID', httpHeaderName2: 'X-Team', tlsAuth: true, search: { hide: true } },
  };

  it('is a whole file, with variables for what a browser is not told', () => {
    const after = { ...dataSource.jsonData, search: undefined, nodeGraph: { enabled: true } };
    const changes = [
      { datasourceUid: 'tempo', path: ['search', 'hide'], value: undefined, reason: 'All can search.' },
      { datasourceUid: 'tempo', path: ['nodeGraph', 'enabled'], value: true, reason: 'Shows a graph.' },
    ];
    expect(renderProvisioning(dataSource, after, { changes })).toMatchSnapshot();
  });

  it('never has a secret that somebody put into the settings as one', () => {
    const file = renderProvisioning(dataSource, dataSource.jsonData);
    expect(file).toContain('httpHeaderValue1: ${TEMPO_PROD_TENANT}');
    expect(file).toContain('tlsClientKey: ${TEMPO_PROD_TLS_CLIENT_KEY}');
  });
});
