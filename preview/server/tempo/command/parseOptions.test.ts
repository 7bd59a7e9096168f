import { HELP, parseOptions } from './parseOptions';

test('defaults', () => {
  expect(parseOptions([])).toEqual({
    tempo: '3.0.3',
    port: 3200,
    otlpPort: 4318,
    zipkinPort: 9411,
    adminPort: undefined,
    load: [],
    demo: true,
    multitenant: false,
    fault: null,
    seed: 1,
    rate: 2,
    maxTraces: 10_000,
    help: false,
  });
});

test('everything at once', () => {
  const args =
    '--tempo 2.6.1 --port 1 --otlp-port 2 --zipkin-port 3 --admin-port 0 --load a --load b --no-demo --multitenant --fault slow --seed 9 --rate 0.5 --max-traces 7 --help';
  expect(parseOptions(args.split(' '))).toEqual({
    tempo: '2.6.1',
    port: 1,
    otlpPort: 2,
    zipkinPort: 3,
    adminPort: 0,
    load: ['a', 'b'],
    demo: false,
    multitenant: true,
    fault: 'slow',
    seed: 9,
    rate: 0.5,
    maxTraces: 7,
    help: true,
  });
});

test.each([
  ['--tempo 2.5', '--tempo is one of 2.6.1, 3.0.3, not "2.5"'],
  ['--port x', '--port is a number up to 65535, not "x"'],
  ['--otlp-port 70000', '--otlp-port is a number up to 65535, not "70000"'],
  ['--admin-port -', '--admin-port is a number up to 65535, not "-"'],
  ['--fault fire', '--fault is one of slow, errors, discard, no-tenant, not-ready, down, not "fire"'],
  ['--rate 0', '--rate is a number above 0 and up to 1000, not "0"'],
  ['--seed 1.5', '--seed is a whole number from 0, not "1.5"'],
  ['--max-traces 0', '--max-traces is a whole number from 1, not "0"'],
  ['--loud', /loud/],
  ['extra', /extra/],
])('%s is refused', (args, message) => {
  expect(() => parseOptions(args.split(' '))).toThrow(message);
});

test('the help names every option and says what it is for', () => {
  for (const option of [
    'tempo',
    'port',
    'otlp-port',
    'zipkin-port',
    'admin-port',
    'load',
    'no-demo',
    'multitenant',
    'fault',
    'seed',
    'rate',
    'max-traces',
  ]) {
    expect(HELP).toContain(`--${option}`);
  }
  expect(HELP).toMatch(/never for production/);
});
