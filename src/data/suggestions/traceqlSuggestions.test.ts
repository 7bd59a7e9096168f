import { renderHook } from '@testing-library/react';
import { createTempoClient, type Transport } from '../../tempo';
import { conventionalType } from './conventionalTypes';
import { createSuggestionCache, createTraceqlSuggestions } from './createTraceqlSuggestions';
import { suggestionRange } from './suggestionRange';
import { useTraceqlSuggestions } from './useTraceqlSuggestions';

const mockTransport = jest.fn<ReturnType<Transport>, Parameters<Transport>>();
const mockUids: string[] = [];
jest.mock('../../grafana', () => ({
  proxyTransport: (uid: string) => {
    mockUids.push(uid);
    return mockTransport;
  },
}));

const range = { fromSeconds: 1_795_334_400, toSeconds: 1_795_334_700 };
const { signal } = new AbortController();
const json = (body: unknown) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });
const answering = (body: unknown) => mockTransport.mockImplementation(async () => json(body));
const suggestions = (version = '2.6.1', cache = createSuggestionCache(), tempoUid = 'tempo') =>
  createTraceqlSuggestions({ tempoUid, client: createTempoClient(mockTransport), version, range }, cache);
const asked = () => mockTransport.mock.calls.map(([{ path }]) => decodeURIComponent(path));

beforeEach(() => mockTransport.mockReset());

describe('attributes', () => {
  it('by scope and name, without intrinsics and scopes that cannot be written, with types by convention', async () => {
    answering({
      scopes: [
        { name: 'intrinsic', tags: ['duration', 'name'] },
        { name: 'span', tags: ['http.status_code', 'b', 'a', 'a'] },
        { name: 'profile', tags: ['x'] },
        { name: 'resource', tags: ['service.name'] },
      ],
    });
    expect(await suggestions().fetchAttributes(signal)).toEqual({
      items: [
        { scope: 'resource', name: 'service.name', type: 'string' },
        { scope: 'span', name: 'a', type: undefined },
        { scope: 'span', name: 'b', type: undefined },
        { scope: 'span', name: 'http.status_code', type: 'int' },
      ],
      truncated: false,
    });
    expect(asked()).toEqual(['/api/v2/search/tags?start=1795334400&end=1795334700']);
  });

  it('are asked once, and carry the types of values seen since', async () => {
    const cache = createSuggestionCache();
    answering({ scopes: [{ name: 'span', tags: ['my size', 'http.status_code'] }] });
    const { fetchAttributes, fetchValues } = suggestions('2.6.1', cache);
    const before = await fetchAttributes(signal);
    expect(await fetchAttributes(signal)).toBe(before);
    answering({ tagValues: [{ type: 'float', value: '1.5' }] });
    await fetchValues('span."my size"', '', signal);
    answering({
      tagValues: [
        { type: 'int', value: '1' },
        { type: 'string', value: 'x' },
      ],
    });
    await fetchValues('span.http.status_code', '', signal);
    expect((await fetchAttributes(signal)).items).toEqual([
      { scope: 'span', name: 'http.status_code', type: 'int' },
      { scope: 'span', name: 'my size', type: 'float' },
    ]);
    expect(mockTransport).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['2.6.1', 900_000, false],
    ['3.0.3', 900_000, false],
    ['3.0.3', 960_000, true],
    ['', 960_000, true],
    ['2.10.8', 960_000, false],
    ['2.10.8', 4_800_000, true],
  ])('Tempo %s with %d bytes of names: cut %p', async (version, bytes, truncated) => {
    const tags = Array.from({ length: 1000 }, (_, index) => String(index).padStart(bytes / 1000, 'x'));
    answering({ scopes: [{ name: 'span', tags }] });
    expect((await suggestions(version).fetchAttributes(signal)).truncated).toBe(truncated);
  });

  it('no more than 25,000', async () => {
    const tags = Array.from({ length: 30_000 }, (_, index) => `attribute.${(index * 7919) % 30_000}`);
    answering({ scopes: [{ name: 'span', tags }] });
    const { items, truncated } = await suggestions().fetchAttributes(signal);
    expect([items.length, truncated]).toEqual([25_000, true]);
  });
});

describe('values', () => {
  it('numbers by size, others by text', async () => {
    answering({ tagValues: ['500', '90', '200'].map((value) => ({ type: 'int', value })) });
    const cache = createSuggestionCache();
    const numbers = await suggestions('2.6.1', cache).fetchValues('span.x', '', signal);
    expect(numbers.items.map(({ text }) => text)).toEqual(['90', '200', '500']);
    answering({ tagValues: ['b', 'A', 'a'].map((value) => ({ type: 'string', value })) });
    const texts = await suggestions('2.6.1', cache).fetchValues('span.y', '', signal);
    expect(texts.items.map(({ text }) => text)).toEqual(['A', 'a', 'b']);
  });

  it('are asked anew for another filter, field, data source, but not for a filter that selects everything', async () => {
    answering({ tagValues: [] });
    const cache = createSuggestionCache();
    const { fetchValues } = suggestions('2.6.1', cache);
    await fetchValues('name', '', signal);
    await fetchValues('name', '{ }', signal);
    await fetchValues('name', ' {true} ', signal);
    expect(mockTransport).toHaveBeenCalledTimes(1);
    await fetchValues('name', '{ status = error }', signal);
    await fetchValues('kind', '', signal);
    await suggestions('2.6.1', cache, 'other').fetchValues('name', '', signal);
    expect(mockTransport).toHaveBeenCalledTimes(4);
    expect(asked()[1]).toBe(
      '/api/v2/search/tag/name/values?start=1795334400&end=1795334700&q={+status+%3D+error+}'.replaceAll('%3D', '=')
    );
  });

  it('refusals reach the asker and are not kept', async () => {
    mockTransport.mockResolvedValueOnce({ status: 500, contentType: '', body: 'no' });
    const { fetchValues } = suggestions();
    await expect(fetchValues('name', '', signal)).rejects.toMatchObject({ failure: { kind: 'failed' } });
    answering({ tagValues: [{ type: 'keyword', value: 'ok' }] });
    expect((await fetchValues('name', '', signal)).items).toEqual([{ type: 'keyword', text: 'ok' }]);
  });

  it('a name with a slash is not asked of a Tempo that cannot tell', async () => {
    const values = suggestions('2.9.5').fetchValues('span."a/b"', '', signal);
    await expect(values).rejects.toMatchObject({ failure: { kind: 'unsupported' } });
    expect(mockTransport).not.toHaveBeenCalled();
  });

  it('no more than 100,000', async () => {
    const tagValues = Array.from({ length: 110_000 }, (_, index) => ({
      type: 'string',
      value: `v${(index * 7919) % 110_000}`,
    }));
    answering({ tagValues });
    const { items, truncated } = await suggestions().fetchValues('name', '', signal);
    expect([items.length, truncated]).toEqual([100_000, true]);
  });
});

const HOUR = 3600;
it.each([
  ['a short range in five minutes', 1000, 1250, 900, 1500],
  ['the same a little later', 1010, 1260, 900, 1500],
  ['a day in half hours', 100, 100 + 20 * HOUR, 0, 20.5 * HOUR],
  ['a week no longer than a week', 5 * HOUR, 173 * HOUR, 6 * HOUR, 174 * HOUR],
  ['of a year the last week', 0, 8760 * HOUR, 8592 * HOUR, 8760 * HOUR],
])('%s', (_, fromSeconds, toSeconds, expectedFrom, expectedTo) => {
  expect(suggestionRange({ fromSeconds, toSeconds })).toEqual({ fromSeconds: expectedFrom, toSeconds: expectedTo });
});

it.each([
  ['http.status_code', 'int'],
  ['k8s.pod.name', 'string'],
  ['process.command_args', 'array'],
  ['exception.escaped', 'bool'],
  ['my.own', undefined],
])('%s is conventionally %p', (name, type) => expect(conventionalType(name)).toBe(type));

describe('useTraceqlSuggestions', () => {
  const initialProps = { tempoUid: 'tempo', version: '2.6.1', range: { fromSeconds: 1000, toSeconds: 1250 } };

  it('stays the same while the range moves within its bucket', () => {
    const { result, rerender } = renderHook(useTraceqlSuggestions, { initialProps });
    const first = result.current;
    rerender({ ...initialProps, range: { fromSeconds: 1010, toSeconds: 1260 } });
    expect(result.current).toBe(first);
    rerender({ ...initialProps, range: { fromSeconds: 1300, toSeconds: 1560 } });
    expect(result.current).not.toBe(first);
    expect(mockUids[0]).toBe('tempo');
  });

  it('has nothing to suggest without a data source', async () => {
    const { result } = renderHook(useTraceqlSuggestions, { initialProps: { ...initialProps, tempoUid: '' } });
    const nothing = { items: [], truncated: false };
    expect(await result.current.fetchAttributes(signal)).toEqual(nothing);
    expect(await result.current.fetchValues('name', '', signal)).toEqual(nothing);
    expect(mockTransport).not.toHaveBeenCalled();
  });
});
