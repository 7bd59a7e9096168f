import { HELP, parseOptions } from './parseOptions';

test('defaults', () => {
  expect(parseOptions([])).toEqual({ port: null, rate: 5, traffic: true, keep: false, help: false });
});

test('takes every option', () => {
  expect(parseOptions(['--port', '3001', '--rate=0.5', '--no-traffic', '--keep', '--help'])).toEqual({
    ...{ port: 3001, rate: 0.5, traffic: false, keep: true, help: true },
  });
});

test.each([
  [['--port', 'http'], '--port is a number from 1 to 65535, not "http"'],
  [['--port', '0'], '--port is a number from 1 to 65535, not "0"'],
  [['--port', '70000'], '--port is a number from 1 to 65535, not "70000"'],
  [['--rate', 'fast'], '--rate is a number of traces a second, more than 0 and at most 1000, not "fast"'],
  [['--rate', '0'], 'not "0"'],
  [['--prot', '3001'], "Unknown option '--prot'"],
  [['grafana'], "Unexpected argument 'grafana'"],
])('%j: %s', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});

test.each(['--port', '--rate', '--no-traffic', '--keep', '--help', 'GRAFANA_HOME', 'TEMPO_VERSION', 'LOKI_URL'])(
  'the help explains %s',
  (name) => {
    expect(HELP).toContain(name);
  }
);
