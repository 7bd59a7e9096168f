import { HELP, parseOptions } from './parseOptions';

it('has defaults', () => {
  expect(parseOptions([])).toEqual({
    tempo: '2.6.1',
    grafana: '12',
    port: 3000,
    build: true,
    role: 'Admin',
    fault: null,
    help: false,
  });
});

it('takes every option', () => {
  expect(
    parseOptions([
      '--tempo',
      '3.0.3',
      '--grafana=13',
      '--port',
      '0',
      '--no-build',
      '--role',
      'Viewer',
      '--fault',
      'slow',
      '--help',
    ])
  ).toEqual({ tempo: '3.0.3', grafana: '13', port: 0, build: false, role: 'Viewer', fault: 'slow', help: true });
});

test.each([
  [['--tempo', '2.7'], '--tempo is one of 2.6.1, 3.0.3, not "2.7"'],
  [['--grafana', '11'], '--grafana is one of 12, 13, not "11"'],
  [['--role', 'viewer'], '--role is one of Viewer, Editor, Admin, not "viewer"'],
  [['--fault', 'rain'], 'querier-stopped, tenant-override, version-skew, not "rain"'],
  [['--fault', 'jobs-failed'], 'version-skew, not "jobs-failed"'],
  [['--fault', 'version-skew', '--tempo', '3.0.3'], 'tenant-override, jobs-failed, not "version-skew"'],
  [['--port', 'http'], '--port is a number up to 65535, not "http"'],
  [['--port', '70000'], '--port is a number up to 65535, not "70000"'],
  [['--verbose'], "Unknown option '--verbose'"],
])('%j: %s', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});

it('explains every option', () => {
  for (const option of ['--tempo', '--grafana', '--port', '--role', '--fault', '--no-build', '--help']) {
    expect(HELP).toContain(option);
  }
});
