import { RECORDED_COMPONENTS } from '../testdata/recordedComponents';
import {
  configAt,
  configEntries,
  type ConfigMap,
  type ConfigNode,
  configNumber,
  configTexts,
  isConfigMap,
} from './configNode';
import { MASK, maskSecrets } from './maskSecrets';
import { parseYaml, YamlError } from './parseYaml';

const plain = (node: ConfigNode): unknown => {
  if (typeof node === 'string') {
    return node;
  }
  return isConfigMap(node) ? Object.fromEntries([...node].map(([key, value]) => [key, plain(value)])) : node.map(plain);
};
const yaml = (text: string) => parseYaml(text) as ConfigMap;

describe('YAML as Go writes it', () => {
  it.each<[string, string, unknown]>([
    ['maps', 'a:\n    b: 1\n    c: x y\nd: true', { a: { b: '1', c: 'x y' }, d: 'true' }],
    ['lists beside their key (v2)', 'a:\n- x\n- y\nb: 1', { a: ['x', 'y'], b: '1' }],
    ['lists further in (v3)', 'a:\n    - x\n    - y', { a: ['x', 'y'] }],
    ['lists of maps', 'a:\n  - b: 1\n    c: 2\n  - b: 3', { a: [{ b: '1', c: '2' }, { b: '3' }] }],
    ['lists of lists', 'a:\n- - x\n  - y\n- - z', { a: [['x', 'y'], ['z']] }],
    ['maps below list items', 'a:\n- b:\n    c: 1\n  d: 2', { a: [{ b: { c: '1' }, d: '2' }] }],
    ['nothing', 'a: ""\nb: {}\nc: []\nd: null\ne: ~\nf:\ng: 1', { a: '', b: {}, c: [], d: '', e: '', f: '', g: '1' }],
    ['quotes', `a: "x: \\"y\\" \\u00fc\\n"\nb: 'it''s'\n"c:d": 1`, { a: 'x: "y" ü\n', b: "it's", 'c:d': '1' }],
    ['colons in values', 'a: http://x:1/y\nb: 10:30', { a: 'http://x:1/y', b: '10:30' }],
    ['folded scalars', 'a: one two\n  three\nb: "x\n  y"', { a: 'one two three', b: 'x y' }],
    ['block scalars', 'a: |\n  x\n    y\n\n  z\nb: >-\n  p\n  q', { a: 'x\n  y\n\nz', b: 'p q' }],
    ['comments and separators', '---\n# c\na: 1 # d\n', { a: '1' }],
    ['nothing at all', '', {}],
    ['dangerous keys', '__proto__:\n  a: 1', Object.fromEntries([['__proto__', { a: '1' }]])],
    ['flow with content as text', 'a: [x, y]', { a: '[x, y]' }],
  ])('%s', (_, text, expected) => {
    expect(plain(parseYaml(text))).toEqual(expected);
  });

  it.each(['a:\n    b: 1\n  c: 2', 'a: 1\nnot a pair', 'a: "x', '    a: 1\nb: 2', `${'- '.repeat(200)}x`])(
    'refuses %p',
    (text) => expect(() => parseYaml(text)).toThrow(YamlError)
  );

  it.each(
    RECORDED_COMPONENTS.filter(({ path }) => path.startsWith('/status/config')).map((answer) => [
      answer.system,
      answer.path,
      answer.body,
    ])
  )('%s %s: every line is read', (_, __, body) => {
    const text = body.slice(body.indexOf('---'));
    const entries = configEntries(parseYaml(text));
    const scalars = text.split('\n').filter((line) => /^\s*(- )?[^#\s].*[^:]$|^\s*- /.test(line) && line !== '---');
    // A line that ends with a colon opens a block; one with "- a: b" is one scalar.
    expect(entries.length).toBeGreaterThanOrEqual(scalars.length - 2);
    expect(entries.length).toBeLessThanOrEqual(scalars.length + 4);
  });
});

it('finds values by their path', () => {
  const config = yaml('a:\n  b:\n    - c: 5\n  d: {x: {}}\nlist:\n- p\n- q\nmap:\n  r: {}');
  expect(configNumber(config, 'a.b.0.c')).toBe(5);
  expect(configNumber(config, 'a.b')).toBeUndefined();
  expect(configAt(config, 'a.b.1.c')).toBeUndefined();
  expect(configAt(config, 'a.__proto__.x')).toBeUndefined();
  expect(configTexts(config, 'list')).toEqual(['p', 'q']);
  expect(configTexts(config, 'map')).toEqual(['r']);
  expect(configTexts(config, 'nothing')).toEqual([]);
});

describe('secrets', () => {
  it.each([
    ['storage:\n  s3:\n    secret_key: abc', 'storage.s3.secret_key'],
    ['storage:\n  s3:\n    access_key: abc', 'storage.s3.access_key'],
    ['azure:\n  storage_account_key: abc', 'azure.storage_account_key'],
    ['redis:\n  password: abc', 'redis.password'],
    ['consul:\n  acl_token: abc', 'consul.acl_token'],
    ['kafka:\n  sasl_password: abc', 'kafka.sasl_password'],
    ['s3:\n  sse:\n    encryption_key: abc', 's3.sse.encryption_key'],
    ['remote_write:\n  - basic_auth:\n      username: u\n      password: abc', 'remote_write.0.basic_auth.password'],
    ['remote_write:\n  - headers:\n      Authorization: abc', 'remote_write.0.headers.Authorization'],
    ['remote_write:\n  - headers:\n      X-My-Thing: abc', 'remote_write.0.headers.X-My-Thing'],
    ['remote_write:\n  - url: https://user:abc@host/push', 'remote_write.0.url'],
    ['remote_write:\n  - url: https://user:x@abc@host/push', 'remote_write.0.url'],
    ['remote_write:\n  - url: https://host/push?a=1&sig=abc', 'remote_write.0.url'],
    ['remote_write:\n  - url: https://host/push?api_key=abc#x', 'remote_write.0.url'],
    ['headers:\n  Authorization:\n    values:\n      - abc', 'headers.Authorization.values.0'],
    ['tls:\n  key_pem: |\n    -----BEGIN EC PRIVATE KEY-----\n    abc', 'tls.key_pem'],
    ['x: Bearer abcabcabcabc', 'x'],
    ['receivers:\n  otlp:\n    auth:\n      bearer_token: abc', 'receivers.otlp.auth.bearer_token'],
    ['a:\n  credentials:\n    - abc', 'a.credentials.0'],
  ])('masks %p', (text, path) => {
    const { config, exposed } = maskSecrets(yaml(text));
    expect(exposed).toEqual([path]);
    expect(JSON.stringify(plain(config))).not.toContain('abc');
    expect(JSON.stringify(plain(config))).toContain(MASK);
  });

  it.each([
    'tls_key_path: /x/key.pem',
    'password_file: /x',
    'override_ring_key: distributor',
    'span_multiplier_key: n',
    'headers:\n  X-Scope-OrgID: tenant',
    'url: http://127.0.0.1:9090/api/v1/write',
    'url: http://host/a:b@c?match=up&limit=5',
    'password: ""',
    'use_federated_token: false',
    'native_aws_auth_enabled: false',
    'token_url: https://x/token',
    'max_tokens: 128',
    'num_tokens: 128',
    'compaction_window: 1h',
  ])('leaves %p as it is', (text) => {
    const { config, exposed } = maskSecrets(yaml(text));
    expect(exposed).toEqual([]);
    expect(plain(config)).toEqual(plain(parseYaml(text)));
  });

  it.each(['secret_key: "********"', 'password: <secret>', 'url: https://user:xxxxx@host'])(
    'does not call %p shown: Tempo has masked it',
    (text) => expect(maskSecrets(yaml(text)).exposed).toEqual([])
  );

  it('finds none in the recorded configurations', () => {
    const configs = RECORDED_COMPONENTS.filter(({ path }) => path.startsWith('/status/config'));
    expect(configs.length).toBeGreaterThan(5);
    for (const { body } of configs) {
      expect(maskSecrets(yaml(body.slice(body.indexOf('---')))).exposed).toEqual([]);
    }
  });
});
