import { compilePipeline } from './compilePipeline';
import { LabelSet } from './labelSet';
import { parseLogQl } from './parseLogQl';

const LOGFMT = 'level=error msg="it failed" trace_id=abc123 status=500';
const JSON_LINE = '{"msg":"hi","trace_id":"abc","http":{"status":500},"list":[1]}';
const STREAM = { service_name: 'shop', level: 'error' };
const METADATA = { detected_level: 'error', trace_id: 'abc123' };

function run(query: string, line = LOGFMT, metadata: Record<string, string> = METADATA) {
  const labels = new LabelSet(STREAM, metadata);
  const written = compilePipeline(parseLogQl(`{service_name="shop"} ${query}`).stages)(line, labels);
  return { line: written, ...labels.list() };
}

test.each([
  ['|= "failed"', true],
  ['|= "nothing"', false],
  ['|= "nothing" or "failed"', true],
  ['!= "failed"', false],
  ['!= "nothing" or "failed"', false],
  ['|~ "trace_id=[a-f0-9]+ "', true],
  ['!~ "(?i)IT FAILED"', false],
  ['|= "failed" |= "nothing"', false],
  ['| trace_id="abc123"', true],
  ['| trace_id="other"', false],
  ['| trace_id="other" or level="error"', true],
  ['| nothing=""', true],
  ['| nothing!=""', false],
  ['| trace_id=~"abc.*"', true],
  ['| trace_id=~"bc"', false],
  ['| logfmt | status=500', true],
  ['| logfmt | status>500', false],
  ['| logfmt | status>=500 msg=~"it.*", level="error"', true],
  ['| logfmt | nothing>1', false],
  ['| logfmt | msg>1', true],
])('%s passes the line: %s', (query, passes) => {
  expect(run(query).line !== undefined).toBe(passes);
});

it('finds a trace in the line and in structured metadata alike', () => {
  const query = (id: string) =>
    `| label_format in_line=\`{{ contains "${id}" __line__ }}\` | in_line="true" or trace_id="${id}" | drop in_line`;
  expect(run(query('abc123'), LOGFMT, {}).line).toBe(LOGFMT);
  expect(run(query('abc123'), 'no ID here')).toEqual({
    line: 'no ID here',
    stream: STREAM,
    metadata: METADATA,
    parsed: {},
  });
  expect(run(query('def456')).line).toBeUndefined();
});

// The answers of Loki 3.5.0 to the same lines.
test.each<[string, string, object]>([
  ['| logfmt', LOGFMT, { parsed: { level_extracted: 'error', msg: 'it failed', status: '500' }, metadata: METADATA }],
  ['| json', JSON_LINE, { parsed: { http_status: '500', msg: 'hi' }, metadata: METADATA }],
  ['| json', LOGFMT, { parsed: { __error__: 'JSONParserErr' } }],
  ['| regexp `trace_id=(?P<tid>\\w+)`', LOGFMT, { parsed: { tid: 'abc123' } }],
  ['| line_format `{{.trace_id}}: {{__line__}}`', 'x', { line: 'abc123: x' }],
  ['| label_format y=trace_id', LOGFMT, { metadata: { detected_level: 'error' }, parsed: { y: 'abc123' } }],
  [
    '| label_format level="{{ upper .level }}{{ .nothing }}"',
    LOGFMT,
    { stream: { service_name: 'shop' }, parsed: { level: 'ERROR' } },
  ],
  ['| logfmt | keep status', LOGFMT, { stream: {}, metadata: {}, parsed: { status: '500' } }],
  ['| drop level, trace_id', LOGFMT, { stream: { service_name: 'shop' }, metadata: { detected_level: 'error' } }],
])('%s', (query, line, result) => {
  expect(run(query, line)).toMatchObject(result);
});

it('refuses a template that is none, and says which function it does not know', () => {
  expect(() => run('| line_format "{{"')).toThrow(/invalid template/);
  expect(() => run('| line_format "{{ sha256 .x }}"')).toThrow('the function "sha256" is not part of the preview');
  expect(() => run('| regexp "("')).toThrow(/error parsing regexp/);
});
