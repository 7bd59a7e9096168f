import { checkQueryLimits, type LimitedRequest, queryLimitsOf } from './queryLimits';

const NOW = 1_795_334_692;
const HOUR = 3600;

const codes = (version: string, request: Partial<LimitedRequest>) =>
  checkQueryLimits(
    version,
    { question: 'search', text: '{}', fromSeconds: NOW - 2 * HOUR, toSeconds: NOW - HOUR, ...request },
    NOW
  ).map(({ code }) => code);
const lasting = (hours: number) => ({ fromSeconds: NOW - (hours + 1) * HOUR, toSeconds: NOW - HOUR });

it.each<[string, Partial<LimitedRequest>, Record<string, string[]>]>([
  ['an hour', {}, { '2.6.1': [], '3.0.3': [], '': [] }],
  ['a week of traces', lasting(168), { '2.6.1': [], '3.0.3': [] }],
  ['more than a week of traces', lasting(169), { '2.6.1': ['range'], '3.0.3': ['range'], '': ['range'] }],
  ['more than a week of names', { question: 'tags', ...lasting(169) }, { '2.6.1': ['range'], '3.0.3': ['range'] }],
  ['one trace in a year', { question: 'trace', ...lasting(9000) }, { '2.6.1': [], '3.0.3': [] }],
  ['three hours of metrics', { question: 'metrics', ...lasting(3) }, { '2.6.1': [], '3.0.3': [], '': [] }],
  ['a day of metrics', { question: 'metrics', ...lasting(24) }, { '2.10.8': ['range'], '3.0.3': [], '': ['range'] }],
  ['two days of metrics', { question: 'metrics', ...lasting(48) }, { '2.6.1': ['range'], '3.0.3': ['range'] }],
  ['a limit of 262,145', { limit: 262_145 }, { '2.6.1': [], '2.8.2': [], '2.9.5': ['traces'], '': ['traces'] }],
  ['a limit of 262,144', { limit: 262_144 }, { '3.0.3': [] }],
  [
    '101 spans',
    { spansPerSpanset: 101 },
    { '2.6.1': [], '2.7.2': ['spans-per-spanset'], '3.0.3': ['spans-per-spanset'] },
  ],
  ['100 spans', { spansPerSpanset: 100 }, { '3.0.3': [] }],
  ['spans for a metrics query', { question: 'metrics', spansPerSpanset: 101, limit: 1e9 }, { '3.0.3': [] }],
  ['a query of 128 KiB', { text: 'x'.repeat(131_072) }, { '3.0.3': [] }],
  ['a query of more', { text: 'ü'.repeat(65_537) }, { '2.6.1': [], '2.7.2': ['query-size'], '3.0.3': ['query-size'] }],
  ['10,000 steps', { question: 'metrics', stepSeconds: 0.36 }, { '3.0.3': [] }],
  [
    '10,001 steps',
    { question: 'metrics', stepSeconds: 0.3599 },
    { '2.8.2': [], '2.9.5': ['steps'], '3.0.3': ['steps'] },
  ],
  ['no step', { question: 'metrics', stepSeconds: 0 }, { '3.0.3': [] }],
  ['up to now', { toSeconds: NOW }, { '2.10.8': [], '3.0.3': ['newest-data'], '': [] }],
  ['up to half a minute ago', { toSeconds: NOW - 30 }, { '3.0.3': [] }],
  ['a trace of now', { question: 'trace', toSeconds: NOW }, { '3.0.3': [] }],
])('%s', (_, request, expected) => {
  const found = Object.fromEntries(Object.keys(expected).map((version) => [version, codes(version, request)]));
  expect(found).toEqual(expected);
});

it('says what is asked, what is allowed, and what to do', () => {
  const [finding] = checkQueryLimits('2.6.1', { question: 'metrics', text: '{}|rate()', ...lasting(6) }, NOW);
  expect(finding).toEqual({
    code: 'range',
    effect: 'refused',
    asked: 6 * HOUR,
    allowed: 3 * HOUR,
    unit: 'seconds',
    text: 'Metrics queries reach over at most 3 h by default; this range is 6 h.',
    suggestion: 'Shorten the range to 3 h if Tempo refuses.',
    configKeys: ['query_frontend.metrics.max_duration', 'overrides.defaults.read.max_metrics_duration'],
  });
  const request: LimitedRequest = { question: 'metrics', text: '', stepSeconds: 0.1, ...lasting(1) };
  expect(checkQueryLimits('3.0.3', request, NOW)[0]?.suggestion).toContain('step of 1 s');
});

it.each([
  ['2.6.1', undefined, 10800],
  ['2.7.0-rc.1', 100, 10800],
  ['3.0.0', 100, 86400],
  ['4.1.0', 100, 86400],
  ['main-1f2a3b4', 100, 10800],
])('knows %s', (version, spansPerSpanset, metricsRangeSeconds) => {
  expect(queryLimitsOf(version)).toMatchObject({ spansPerSpanset, metricsRangeSeconds });
});
