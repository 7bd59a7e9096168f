import { readFileSync } from 'fs';
import { join } from 'path';
import { decodeLokiLabels, decodeLokiLines } from './lokiAnswers';

interface Recorded {
  name: string;
  body: string;
}

const RECORDED = readFileSync(join(__dirname, 'testdata/lokiAnswers.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Recorded => JSON.parse(line));
const bodyOf = (name: string) => RECORDED.find((recorded) => recorded.name === name)?.body ?? '';

const TRACE_ID = '2082dff6f7f8ebb503b6bcde3730431a';

describe('lines', () => {
  it('come with structured metadata apart from labels', () => {
    const [later, earlier] = decodeLokiLines(bodyOf('lines, categorized'));
    expect(later).toEqual({
      line: 'checked out',
      labels: { namespace: 'shop', service_name: 'cart' },
      structuredMetadata: { detected_level: 'unknown', span_id: '6d58a26d4a7df169', trace_id: TRACE_ID },
      timeMs: expect.any(Number),
    });
    expect(earlier).toMatchObject({ structuredMetadata: { detected_level: 'info' } });
    expect(earlier?.line).toContain(`trace_id=${TRACE_ID}`);
    expect(new Date(later?.timeMs ?? 0).getUTCFullYear()).toBe(2026);
  });

  it('of a Loki that does not tell them apart have all of it as labels', () => {
    const lines = decodeLokiLines(bodyOf('lines, not categorized'));
    expect(lines.map(({ structuredMetadata }) => structuredMetadata)).toEqual([{}, {}]);
    expect(lines.find(({ labels }) => labels.trace_id === TRACE_ID)?.line).toBe('checked out');
  });

  it('have what a parser made apart from labels, too', () => {
    const [plain, parsed] = decodeLokiLines(bodyOf('lines of a parser, categorized'));
    expect(parsed?.labels).toEqual({ namespace: 'shop', service_name: 'cart' });
    expect(parsed?.parsed).toEqual({ level: 'info', msg: 'added to cart', trace_id: TRACE_ID });
    expect(plain?.parsed).toBeUndefined();
  });

  it('may be none', () => expect(decodeLokiLines(bodyOf('no lines'))).toEqual([]));
});

it('labels are names, or none', () => {
  expect(decodeLokiLabels(bodyOf('labels'))).toEqual(['namespace', 'service_name']);
  expect(decodeLokiLabels(bodyOf('no labels'))).toEqual([]);
  expect(decodeLokiLabels('{"data":null}')).toEqual([]);
});

describe('what is no answer of Loki is refused in words', () => {
  it.each([
    ['numbers where lines were asked for', bodyOf('numbers')],
    ['a web page', '<!doctype html><title>Sign in</title>'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['streams that are none', '{"data":{"resultType":"streams","result":[{"stream":{},"values":[[1,2]]}]}}'],
    ['labels that are no texts', '{"data":{"resultType":"streams","result":[{"stream":{"a":1},"values":[]}]}}'],
    ['values that are no lists', '{"data":{"resultType":"streams","result":[{"stream":{},"values":["x"]}]}}'],
    ['an empty value', '{"data":{"resultType":"streams","result":[{"stream":{},"values":[[]]}]}}'],
    ['an array in place of data', '{"data":[]}'],
  ])('%s', (_, body) => expect(() => decodeLokiLines(body)).toThrow(/^The answer is /));

  it('but odd metadata costs no line', () => {
    const body =
      '{"data":{"resultType":"streams","result":[{"stream":null,"values":[["1000000","x",{"structuredMetadata":7}]]}]}}';
    expect(decodeLokiLines(body)).toEqual([{ line: 'x', labels: {}, structuredMetadata: {}, timeMs: 1 }]);
  });
});
