import { readMissingTrace, writeMissingTrace, type MissingTraceQuestion } from './missingTraceUrl';

const SERVICE: MissingTraceQuestion = {
  kind: 'service',
  service: 'a & b',
  atMs: 1_795_000_000_000,
  aroundSeconds: 300,
};

it.each<[string, MissingTraceQuestion | undefined]>([
  ['', undefined],
  ['?tab=missing-trace&at=5', undefined],
  ['?service=shop', undefined],
  ['?service=shop&at=soon', undefined],
  ['?service=shop&at=1e300', undefined],
  ['?trace=abc', { kind: 'trace', text: 'abc', atMs: undefined }],
  ['?trace=abc&at=1795000000000.7', { kind: 'trace', text: 'abc', atMs: 1_795_000_000_000 }],
  ['?trace=abc&service=shop&at=-1', { kind: 'trace', text: 'abc', atMs: undefined }],
  ['?service=shop&at=5&around=7', { kind: 'service', service: 'shop', atMs: 5, aroundSeconds: 900 }],
  ['?service=a+%26+b&at=1795000000000&around=300', SERVICE],
])('reads %s', (search, question) => {
  expect(readMissingTrace(search)).toEqual(question);
});

it.each<MissingTraceQuestion>([
  SERVICE,
  { kind: 'trace', text: ' traceparent: 00-…', atMs: 5 },
  { kind: 'trace', text: '{ }', atMs: undefined },
])('reads what it wrote: %j', (question) => {
  const written = Object.entries(writeMissingTrace(question)).flatMap(([key, value]) =>
    value === null ? [] : [[key, String(value)]]
  );
  expect(readMissingTrace(new URLSearchParams(written).toString())).toEqual(question);
});
