import { check } from '../../traceql';
import { buildMarkers } from './buildMarkers';

/** `severity code@line:column-line:column` */
function told(text: string, tempo = '3.0.3'): string[] {
  return buildMarkers(text, check(text, { tempo }).diagnostics).map(
    ({ severity, code, startLineNumber, startColumn, endLineNumber, endColumn }) =>
      `${severity} ${code}@${startLineNumber}:${startColumn}-${endLineNumber}:${endColumn}`
  );
}

test.each<[text: string, markers: string[]]>([
  ['{ status = error }', []],
  ['', []],
  [' \n ', []],
  ['{ http.status_code = 500 }', ['Error bare-attribute@1:3-1:19']],
  ['{ span.a = 1 }\n| topk(', ['Error syntax@2:3-2:7']],
])('%j', (text, markers) => {
  expect(told(text)).toEqual(markers);
});

test('what is missing is marked at the character before', () => {
  const [marker] = buildMarkers('{ span.a = ', [
    { severity: 'error', code: 'x', message: 'm', range: { start: 11, end: 11 }, fixes: [] },
  ]);
  expect(marker).toMatchObject({ startColumn: 10, endColumn: 11, message: 'm' });
});

test('a note about the whole query has no squiggle', () => {
  expect(check('{ }', { tempo: '9.9' }).diagnostics).toMatchObject([{ code: 'unknown-release' }]);
  expect(told('{ }', '9.9')).toEqual([]);
});

test('there are never more than can be drawn', () => {
  const many = Array.from({ length: 500 }, () => ({
    severity: 'warning' as const,
    code: 'x',
    message: '',
    range: { start: 0, end: 1 },
    fixes: [],
  }));
  expect(buildMarkers('{ }', many)).toHaveLength(100);
});
