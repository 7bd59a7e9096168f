import { parseTraceReference, type TraceReferenceForm, type TraceReferenceProblem } from './traceReference';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
/** The same 16 bytes. */
const BASE64 = 'S/kvNXezTaajzpKdDg5HNg==';
const SHORT = 'a3ce929d0e0e4736';
const PADDED = `${'0'.repeat(16)}${SHORT}`;

const explore = (pane: object) =>
  `https://grafana.example/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ abc: pane }))}&orgId=1`;

it.each<[text: string, form: TraceReferenceForm, traceId?: string, spanId?: string]>([
  [ID, 'trace-id'],
  [`  ${ID}\n`, 'trace-id'],
  [ID.toUpperCase(), 'trace-id'],
  [`"${ID}"`, 'trace-id'],
  [`0x${ID}`, 'trace-id'],
  [`0X${SHORT.toUpperCase()}`, 'trace-id', PADDED],
  ['4bf92f35-77b3-4da6-a3ce-929d0e0e4736', 'trace-id'],
  [SHORT, 'trace-id', PADDED],
  // As Tempo's search writes an ID that begins with zeros.
  ['f92f3577b34da6a3ce929d0e0e4736', 'trace-id', '00f92f3577b34da6a3ce929d0e0e4736'],
  // Out of a table, or of a line that was wrapped.
  [`${ID.slice(0, 8)} ${ID.slice(8, 20)}\n ${ID.slice(20)}`, 'trace-id'],
  [`trace_id="${ID.slice(0, 16)} ${ID.slice(16)}"`, 'trace-id'],
  [`trace_id=${ID}`, 'trace-id'],
  [`traceID: ${ID},`, 'trace-id'],
  [`"traceId": "${ID}",`, 'trace-id'],
  [`{"trace_id":"${ID}"}`, 'trace-id'],
  [`otel.trace_id=${ID}`, 'trace-id'],
  [`X-B3-TraceId: ${SHORT}`, 'trace-id', PADDED],

  [BASE64, 'base64'],
  ['S/kvNXezTaajzpKdDg5HNg', 'base64'],
  ['S_kvNXezTaajzpKdDg5HNg', 'base64'],
  [`"traceId":"${BASE64}"`, 'base64'],
  ['o86SnQ4ORzY=', 'base64', PADDED],

  [`00-${ID}-${SPAN}-01`, 'traceparent', ID, SPAN],
  [`traceparent: 00-${ID}-${SPAN}-00`, 'traceparent', ID, SPAN],
  [`00-${ID}-${SPAN}`, 'traceparent', ID, SPAN],
  [`Traceparent:00-${ID.toUpperCase()}-${SPAN}-01`, 'traceparent', ID, SPAN],
  [`"traceparent": "00-${ID}-${SPAN}-01"`, 'traceparent', ID, SPAN],
  [`cc-${ID}-${SPAN}-01-what-the-future-will-bring`, 'traceparent', ID, SPAN],

  [`b3: ${ID}-${SPAN}-1-05e3ac9a4f6e3b90`, 'b3', ID, SPAN],
  [`${ID}-${SPAN}-d`, 'b3', ID, SPAN],
  [`${SHORT}-${SPAN}`, 'b3', PADDED, SPAN],

  [`uber-trace-id: ${ID}:${SPAN}:0:1`, 'uber-trace-id', ID, SPAN],
  [`${SHORT}:f067aa0ba902b7:0:1`, 'uber-trace-id', PADDED, SPAN],
  [`${ID}%3A${SPAN}%3A0%3A1`, 'uber-trace-id', ID, SPAN],

  [
    'X-Amzn-Trace-Id: Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1',
    'x-amzn-trace-id',
    ID,
    SPAN,
  ],
  ['Self=1-67891234-12456789abcdef012345678;Root=1-4bf92f35-77b34da6a3ce929d0e0e4736', 'x-amzn-trace-id'],
  ['Root=1-4bf92f35-77b34da6a3ce929d0e0e4736', 'x-amzn-trace-id'],
  ['1-4bf92f35-77b34da6a3ce929d0e0e4736', 'x-amzn-trace-id'],

  [explore({ datasource: 'tempo', queries: [{ refId: 'A', queryType: 'traceql', query: ID }] }), 'url'],
  [
    explore({ queries: [{ query: '{ status = error }' }, { query: ID }], panelsState: { trace: { spanId: SPAN } } }),
    'url',
    ID,
    SPAN,
  ],
  [`/explore?left=${encodeURIComponent(JSON.stringify({ queries: [{ query: ID }] }))}`, 'url'],
  [`/explore?left=${encodeURIComponent(JSON.stringify(['now-1h', 'now', 'Tempo', { query: ID }]))}`, 'url'],
  [`https://grafana.example/a/grafana-exploretraces-app/explore?traceId=${ID}&spanId=${SPAN}`, 'url', ID, SPAN],
  [`/a/tempo-companion-app/query?q=%7B%7D&trace=${ID}&span=${SPAN}`, 'url', ID, SPAN],
  [`http://jaeger:16686/trace/${ID}`, 'url'],
  [`http://jaeger:16686/jaeger/ui/trace/${SHORT}?uiFind=${SPAN}`, 'url', PADDED, SPAN],
  [`http://zipkin:9411/zipkin/traces/${SHORT}`, 'url', PADDED],
  [`http://tempo:3200/api/v2/traces/${ID}?start=1`, 'url'],
  [`https://tracing.example/some/${ID}/view`, 'url'],
])('%s is a %s', (text, form, traceId = ID, spanId) => {
  expect(parseTraceReference(text)).toEqual({ ok: true, form, traceId, ...(spanId ? { spanId } : {}) });
});

it.each<[text: string, problem: TraceReferenceProblem]>([
  ['', 'empty'],
  [' \n', 'empty'],
  ['""', 'empty'],
  ['0'.repeat(32), 'zero'],
  ['AAAAAAAAAAAAAAAAAAAAAA==', 'zero'],
  [`00-${'0'.repeat(32)}-${SPAN}-01`, 'zero'],
  ['4bf92f3', 'too-short'],
  [`${ID}0`, 'too-long'],
  [`${ID}${SPAN}`, 'too-long'],
  ['https://grafana.example/explore', 'url-without-id'],
  [explore({ queries: [{ query: '{ status = error }' }] }), 'url-without-id'],
  ['/explore?panes={broken', 'url-without-id'],
  ['http://jaeger:16686/trace/', 'url-without-id'],
  ['http://[', 'url-without-id'],
  ['/trace/%E0%A4%A', 'url-without-id'],
  ['b3: 0', 'header-without-id'],
  [`ff-${ID}-${SPAN}-01`, 'header-without-id'],
  ['traceparent: what', 'header-without-id'],
  ['X-Amzn-Trace-Id: Self=1-67891234-12456789abcdef012345678', 'header-without-id'],
  ['{ status = error }', 'traceql'],
  ['{} | rate()', 'traceql'],
  ['checkout is slow', 'unknown'],
  ['4bf92f3577b34da6a3ce929d0e0e473g', 'unknown'],
  ['S/kvNXezTaajzpKdDg5HNg==x', 'unknown'],
  // Names of things that are as long as an ID in base64.
  ['hello-world', 'unknown'],
  ['UserService', 'unknown'],
  ['checkout-service-prod1', 'unknown'],
])('%s names no trace: %s', (text, problem) => {
  expect(parseTraceReference(text)).toEqual({ ok: false, problem });
});

it('does not see marks that nobody sees', () => {
  expect(parseTraceReference(`\u202a${ID.slice(0, 9)}\u200b${ID.slice(9)}\u202c`)).toMatchObject({ traceId: ID });
});

it.each([
  ['blanks', `x${' '.repeat(60_000)}y`],
  ['what may end a line', `trace_id=${'}'.repeat(60_000)}x`],
])('is not held up by many %s', (_, text) => {
  const start = performance.now();
  expect(parseTraceReference(text)).toEqual({ ok: false, problem: 'unknown' });
  // It took minutes, and seconds.
  expect(performance.now() - start).toBeLessThan(2_000);
});
