import { DataTopic, toDataFrame, type DataFrame, type DataTransformContext } from '@grafana/data';
import { lastValueFrom, of } from 'rxjs';
import { linkExemplars } from './exemplarLink';
import { queryPageUrl } from './queryPageUrl';

const context: DataTransformContext = { interpolate: (text: string) => text };

async function transform(frames: DataFrame[]): Promise<DataFrame[]> {
  const transformer = linkExemplars('{ kind = server }', 'tempo');
  if (!('operator' in transformer)) {
    throw new Error('It has no topic');
  }
  expect(transformer.topic).toBe(DataTopic.Annotations);
  return lastValueFrom(of(frames).pipe(transformer.operator(context)));
}

it.each(['traceID', 'trace_id', 'TraceId'])('the exemplars of Prometheus open their trace by %s', async (name) => {
  const theirs = { title: 'Query with Tempo', url: '' };
  const frame = toDataFrame({
    name: 'exemplar',
    fields: [
      { name: 'Value', values: [1] },
      { name, values: ['abc'], config: { links: [theirs] } },
    ],
  });
  const [linked] = await transform([frame]);
  expect(linked?.fields[0]?.config.links).toBeUndefined();
  expect(linked?.fields[1]?.config.links).toEqual([
    {
      title: 'Open the trace',
      url: '/a/tempo-companion-app/query?q=%7B+kind+%3D+server+%7D&tempo=tempo&trace=${__value.raw}',
    },
    theirs,
  ]);
});

it('addresses keep relative times', () => {
  expect(queryPageUrl({ query: '{}', tempoUid: 't' })).toBe('/a/tempo-companion-app/query?q=%7B%7D&tempo=t');
});
