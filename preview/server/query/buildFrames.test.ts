import { buildFrames } from './buildFrames';
import type { PrometheusAnswer, PrometheusResult } from './prometheusAnswer';
import type { PrometheusQuery } from './prometheusQuery';
import { renderSeriesName } from './seriesName';

const query: PrometheusQuery = { refId: 'A', expr: 'sum(up)', legendFormat: '', stepMs: 15_000 };

const success = (data: PrometheusResult): PrometheusAnswer => ({ status: 'success', data });

it('makes a frame a series of a matrix', () => {
  const frames = buildFrames(
    query,
    success({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up', job: 'a' },
          values: [
            [1795338033.094, '1'],
            [1795338048, '0.5'],
          ],
        },
        { metric: { job: 'b' }, values: [[1795338033, '2']] },
      ],
    })
  );
  expect(frames).toHaveLength(2);
  expect(frames[0]).toEqual({
    schema: {
      refId: 'A',
      meta: {
        type: 'timeseries-multi',
        typeVersion: [0, 1],
        custom: { resultType: 'matrix', calculatedMinStep: 15_000 },
        executedQueryString: 'Expr: sum(up)\nStep: 15s',
      },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: 15_000 } },
        {
          name: 'up',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels: { __name__: 'up', job: 'a' },
          config: { displayNameFromDS: 'up{job="a"}' },
        },
      ],
    },
    data: {
      values: [
        [1795338033094, 1795338048000],
        [1, 0.5],
      ],
    },
  });
  expect(frames[1]?.schema.fields[1]).toMatchObject({ name: 'Value', labels: { job: 'b' } });
  expect(frames[1]?.schema.meta).not.toHaveProperty('executedQueryString');
});

it('makes numbers of a vector', () => {
  const [frame] = buildFrames(query, success({ resultType: 'vector', result: [{ metric: {}, value: [10, '3'] }] }));
  expect(frame?.schema.meta).toMatchObject({ type: 'numeric-multi', custom: { resultType: 'vector' } });
  expect(frame?.data.values).toEqual([[10_000], [3]]);
});

it('puts what JSON cannot carry beside the values', () => {
  const values: Array<[number, string]> = [
    [1, 'NaN'],
    [2, '+Inf'],
    [3, '-Inf'],
    [4, '5'],
    [5, 'NaN'],
  ];
  const [frame] = buildFrames(query, success({ resultType: 'matrix', result: [{ metric: {}, values }] }));
  expect(frame?.data.values[1]).toEqual([null, null, null, 5, null]);
  expect(frame?.data.entities).toEqual([null, { NaN: [0, 4], Inf: [1], NegInf: [2] }]);
});

it('makes frames of a scalar and of a string', () => {
  const [scalar] = buildFrames(query, success({ resultType: 'scalar', result: [7, '42'] }));
  expect(scalar?.data.values).toEqual([[7000], [42]]);
  const [text] = buildFrames(query, success({ resultType: 'string', result: [7, 'x'] }));
  expect(text?.data.values).toEqual([[7000], ['x']]);
});

it('tells how a query was run also when it found nothing, or failed', () => {
  const answers: PrometheusAnswer[] = [
    success({ resultType: 'matrix', result: [] }),
    { status: 'error', errorType: 'bad_data', error: 'no' },
  ];
  for (const answer of answers) {
    expect(buildFrames(query, answer)).toEqual([
      {
        schema: {
          refId: 'A',
          meta: {
            typeVersion: [0, 0],
            custom: { calculatedMinStep: 15_000 },
            executedQueryString: 'Expr: sum(up)\nStep: 15s',
          },
          fields: [],
        },
        data: { values: [] },
      },
    ]);
  }
});

it('passes on warnings and hints', () => {
  const answer: PrometheusAnswer = {
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: {}, value: [1, '1'] }] },
    warnings: ['careful'],
    infos: ['by the way'],
  };
  expect(buildFrames(query, answer)[0]?.schema.meta.notices).toEqual([
    { severity: 'warning', text: 'careful' },
    { severity: 'info', text: 'by the way' },
  ]);
});

it('refuses native histograms, which it would have to drop', () => {
  const data = { resultType: 'matrix', result: [{ metric: {}, histograms: [] }] } as unknown as PrometheusResult;
  expect(() => buildFrames(query, success(data))).toThrow('native histograms');
});

test.each([
  ['the series', { __name__: 'up', job: 'a', z: '1' }, '', 'up{job="a", z="1"}'],
  ['the metric alone', { __name__: 'up' }, '', 'up'],
  ['the query when there are no labels', {}, '', 'sum(up)'],
  ['nothing when the frontend shall choose', { job: 'a' }, '__auto', ''],
  ['the query when it shall choose and there are no labels', {}, '__auto', 'sum(up)'],
  ['the template filled in', { job: 'a' }, '{{job}} at {{ pod }}!', 'a at !'],
])('is named after %s', (_, labels, legendFormat, name) => {
  expect(renderSeriesName(labels as Record<string, string>, { legendFormat, expr: 'sum(up)' })).toBe(name);
});
