import { createTheme } from '@grafana/data';
import type { FoundAttribute, SearchAnswer } from '../../../../tempo';
import { parse } from '../../../../traceql';
import { manyTraces, recordedSearch } from '../testdata/recordedAnswers';
import { attributeColumns, chosenColumns, columnValues, toggledColumns } from './attributeColumns';
import { fieldOfAttribute, fieldOfGroup, fieldOfLabel, typeOfFieldValue } from './fieldOfAttribute';
import { spanRows, traceRows } from './searchRows';
import { serviceColor } from './serviceColor';
import { sortSearchRows } from './sortSearchRows';

const KAFKA = '{ span.messaging.system = "kafka" && kind = producer } > { kind = consumer }';
const ERRORS = '{ resource.service.name = "frontend" } >> { status = error }';

describe.each(['2.6.1', '3.0.3'])('answers of Tempo %s', (system) => {
  it('become rows of traces with services, errors and the closest duration', async () => {
    const rows = traceRows(await recordedSearch(system, ERRORS));
    expect(rows[0]).toMatchObject({
      kind: 'trace',
      service: 'frontend',
      name: 'POST /checkout',
      errorCount: 6,
      isError: true,
      matchedCount: 5,
      durationNs: 241e6,
    });
    const [everything] = traceRows(await recordedSearch(system, '{}'));
    // Tempo says 59 ms of the trace and 59.549184 ms of its root span.
    expect(everything).toMatchObject({ durationNs: 59_549_184, isError: false, matchedCount: 5 });
  });

  it('become rows of spans, each once a spanset', async () => {
    const answer = await recordedSearch(system, ERRORS);
    const rows = spanRows(answer);
    expect(rows).toHaveLength(answer.traces.flatMap(({ spansets }) => spansets.flatMap(({ spans }) => spans)).length);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(rows[0]).toMatchObject({ spanId: '104f4b920ece0c1d', service: 'frontend', isError: true, name: '' });
  });

  it('have columns for what the query asks for and what the pipeline counted', async () => {
    const keysOf = async (query: string) =>
      attributeColumns(await recordedSearch(system, query), parse(query).query).map(({ key, field }) => [key, field]);
    expect(await keysOf(KAFKA)).toEqual([
      ['.messaging.system', 'span.messaging.system'],
      ['.kind', 'kind'],
    ]);
    expect(await keysOf('{ } | count() > 8')).toEqual([['count()', undefined]]);
    expect(await keysOf(ERRORS)).toEqual([
      ['.service.name', 'resource.service.name'],
      ['.status', 'status'],
    ]);
  });
});

const attribute = (key: string, value: FoundAttribute['value'], type: FoundAttribute['type'] = 'string') => ({
  key,
  value,
  type,
});

const answerOf = (...spans: FoundAttribute[][]): SearchAnswer => {
  const answer = manyTraces(1);
  return {
    ...answer,
    traces: answer.traces.map((trace) => ({
      ...trace,
      spansets: [
        {
          matched: spans.length,
          attributes: [attribute('by(span.a)', 'x')],
          spans: spans.map((attributes, index) => ({
            spanId: String(index),
            name: '',
            startMs: index,
            durationNs: 1,
            attributes,
          })),
        },
      ],
    })),
  };
};

describe('columns', () => {
  const query = parse('{ } | by(span.a) | select(.b, .c)').query;
  const answer = answerOf(
    [attribute('b', '1'), attribute('name', 'n'), attribute('c', 'z')],
    [attribute('b', '1'), attribute('c', 'y')],
    [attribute('b', 1, 'int')]
  );
  const all = attributeColumns(answer, query);

  it('are chosen automatically until the user chooses, and without those that stand anyway', () => {
    expect(all.map(({ key }) => key)).toEqual(['by(span.a)', '.b', '.name', '.c']);
    expect(chosenColumns(all, []).map(({ key }) => key)).toEqual(['by(span.a)', '.b', '.c']);
    expect(chosenColumns(all, ['.c', '.gone', '.b']).map(({ key }) => key)).toEqual(['.c', '.b']);
  });

  it('can all be switched off, and come back', () => {
    const without = ['by(span.a)', '.b', '.c'].reduce((choice: string[], key) => toggledColumns(all, choice, key), []);
    expect(chosenColumns(all, without)).toEqual([]);
    expect(toggledColumns(all, without, '.b')).toEqual(['.b']);
  });

  it('keep a choice that this answer does not have', () => {
    expect(toggledColumns(all, ['.b', '.gone'], '.c')).toEqual(['.b', '.c', '.gone']);
  });

  it('show each value of a trace once, by value and type', () => {
    const [row] = traceRows(answer);
    const column = all.find(({ key }) => key === '.b');
    expect(row && column && columnValues(row, column).map(({ value }) => value)).toEqual(['1', 1]);
  });
});

describe('fields', () => {
  it.each([
    ['http.method', '{ span.http.method = "GET" }', 'span.http.method'],
    ['http.method', '{ } | select(resource.http.method)', 'resource.http.method'],
    ['http.method', '{ .http.method = "GET" }', '.http.method'],
    ['http.method', '{ }', 'span.http.method'],
    ['my attr', '{ span."my attr" = 1 }', 'span."my attr"'],
    ['what.is.it', '{ }', '.what.is.it'],
    ['status', '{ span:status = error }', 'span:status'],
    ['status', '{ }', 'status'],
    ['service.name', '{ }', 'resource.service.name'],
    ['name', '{ span.name = "attribute" }', 'span.name'],
  ])('of the attribute %s in %s', (key, text, expected) => {
    expect(fieldOfAttribute(key, parse(text).query)).toBe(expected);
  });

  it.each([
    ['resource.service.name', 'resource.service.name'],
    ['span.user id', 'span."user id"'],
    ['span."user id"', 'span."user id"'],
    ['span.feature."beta"', 'span."feature.\\"beta\\""'],
    ['.foo', '.foo'],
    ['name', 'name'],
    ['span:name', 'span:name'],
    ['event.exception.type', 'event.exception.type'],
  ])('of the label %s', (key, expected) => {
    expect(fieldOfLabel(key)).toBe(expected);
    expect(parse(`{ ${fieldOfLabel(key)} != nil }`).diagnostics).toEqual([]);
  });

  it.each([
    ['by(span.a)', 'span.a'],
    ['by(name)', 'name'],
    ['by(span.a > 1)', undefined],
    ['count()', undefined],
  ])('of the group %s', (key, expected) => {
    expect(fieldOfGroup(key)).toBe(expected);
  });

  it.each([
    ['status', 'string', 'keyword'],
    ['kind', 'string', 'keyword'],
    ['span.status', 'string', 'string'],
    ['traceDuration', 'string', 'duration'],
    ['span.a', 'int', 'int'],
  ] as const)('%s sent as %s is written as %s', (field, sent, expected) => {
    expect(typeOfFieldValue(field, sent)).toBe(expected);
  });
});

describe('sorting', () => {
  const rows = traceRows(manyTraces(30));
  const names = (key: string, descending: boolean) =>
    sortSearchRows(rows, { key, descending }, []).map(({ name }) => name);

  it.each([
    ['start', true, 'trace 0'],
    ['start', false, 'trace 29'],
    ['duration', true, 'trace 29'],
    ['name', false, 'trace 0'],
    ['name', true, 'trace 29'],
    ['no such column', true, 'trace 0'],
    // The newest of the first service.
    ['service', false, 'trace 0'],
    ['service', true, 'trace 6'],
  ])('by %s, descending %s', (key, descending, first) => {
    expect(names(key, descending)[0]).toBe(first);
  });

  it('sorts IDs digit by digit, not by the numbers at their beginning', () => {
    const ids = ['9a', '10b', '0f', 'a1'].map((id) => id.padEnd(32, '0'));
    const found = rows.slice(0, 4).map((row, index) => ({ ...row, traceId: ids[index] ?? '' }));
    const sorted = (descending: boolean) =>
      sortSearchRows(found, { key: 'id', descending }, []).map(({ traceId }) => traceId);
    expect(sorted(false)).toEqual([...ids].sort());
    expect(sorted(true)).toEqual([...ids].sort().reverse());
  });

  it('gives the same order whatever the order of the answer', () => {
    const shuffled = [...rows].sort((a, b) => (a.name.length % 3) - (b.name.length % 2));
    expect(sortSearchRows(shuffled, { key: 'service', descending: true }, [])).toEqual(
      sortSearchRows(rows, { key: 'service', descending: true }, [])
    );
  });

  it('puts rows without a value last in both directions', () => {
    const query = parse('{ }').query;
    const answer = answerOf([attribute('b', 2, 'int')], [], [attribute('b', 10, 'int')]);
    const columns = attributeColumns(answer, query);
    const idsBy = (descending: boolean) =>
      sortSearchRows(spanRows(answer), { key: '.b', descending }, columns).map(({ spanId }) => spanId);
    expect(idsBy(false)).toEqual(['0', '2', '1']);
    expect(idsBy(true)).toEqual(['2', '0', '1']);
  });
});

it.each(['dark', 'light'] as const)('gives a service its colour by name alone, of many and none red (%s)', (mode) => {
  const theme = createTheme({ colors: { mode } });
  expect(serviceColor(theme, 'cart')).toBe(serviceColor(theme, 'cart'));
  const colors = new Set(Array.from({ length: 500 }, (_, index) => serviceColor(theme, `service-${index}`)));
  expect(colors.size).toBeGreaterThan(25);
  expect(colors).not.toContain(theme.visualization.getColorByName('red'));
});
