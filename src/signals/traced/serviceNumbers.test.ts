import {
  busiest,
  buildServiceGraph,
  combineRed,
  keepMatching,
  meanOverRange,
  neighbourhood,
  readEdges,
  type LabelledSeries,
  type RedRow,
} from '.';

const series = (labels: Record<string, string>, ...values: Array<number | null>): LabelledSeries => ({
  labels,
  timesMs: values.map((_, index) => index * 1000),
  values,
});

describe('combineRed', () => {
  it('makes a row of each name that was asked for something', () => {
    const rows = combineRed(
      {
        rates: [series({ s: 'a' }, 10), series({ s: 'idle' }, 0), series({ s: 'b' }, 2)],
        errors: [series({ s: 'a' }, 1), series({ s: 'unknown' }, 1)],
        p90: [series({ s: 'a' }, 0.2), series({ s: 'b' }, null)],
        rateCourses: [series({ s: 'a' }, 10, 0, 20)],
        errorCourses: [series({ s: 'a' }, 1, 0)],
      },
      's'
    );
    expect(rows.map(({ name, rate, errorShare, p90Seconds }) => [name, rate, errorShare, p90Seconds])).toEqual([
      ['a', 10, 0.1, 0.2],
      ['b', 2, 0, null],
    ]);
    expect(rows[0]?.errorShares.values).toEqual([0.1, null, 0]);
  });

  it('counts times without anything in the mean', () => {
    const [mean] = meanOverRange([series({}, 4, null)], 1000, { fromMs: 0, toMs: 4000 });
    expect(mean?.values).toEqual([1]);
  });
});

describe('the service graph', () => {
  const edge = (client: string, server: string, type = '', rate = 1) =>
    series({ client, server, connection_type: type }, rate);
  const edges = readEdges({
    rates: [
      edge('user', 'shop', 'virtual_node', 5),
      edge('shop', 'orders'),
      edge('orders', 'mail', 'messaging_system'),
      edge('orders', 'postgres', 'database', 3),
      edge('orders', 'bank', 'virtual_node'),
      edge('shop', 'gone', '', 0),
    ],
    failed: [edge('shop', 'orders', '', 0.25)],
    serverP90: [edge('shop', 'orders', '', 0.5)],
    clientP90: [edge('shop', 'orders', '', 0.6), edge('orders', 'postgres', 'database', 0.01)],
    messagingP90: [edge('orders', 'mail', 'messaging_system', 7)],
  });
  const row = (name: string, rate: number): RedRow => {
    const none = { timesMs: [], values: [] };
    return { name, rate, errorShare: 0.5, p90Seconds: 1, rates: none, errorShares: none, p90s: none };
  };
  const graph = buildServiceGraph(edges, [row('shop', 6), row('lonely', 2)]);
  const namesOf = ({ nodes }: typeof graph) => nodes.map(({ name }) => name).sort();

  it('reads edges, with the duration of the side that fits', () => {
    expect(
      edges.map(({ server, connection, errorShare, p90Seconds }) => [server, connection, errorShare, p90Seconds])
    ).toEqual([
      ['shop', 'virtual', 0, null],
      ['orders', 'request', 0.25, 0.5],
      ['mail', 'messaging', 0, 7],
      ['postgres', 'database', 0, 0.01],
      ['bank', 'virtual', 0, null],
    ]);
  });

  it('tells services from databases and from what sends no spans', () => {
    expect(Object.fromEntries(graph.nodes.map(({ name, kind }) => [name, kind]))).toEqual({
      user: 'outside',
      shop: 'service',
      orders: 'service',
      mail: 'service',
      postgres: 'database',
      bank: 'outside',
      lonely: 'service',
    });
  });

  it('believes the label, and what is known, before the name', () => {
    const labelled = readEdges({
      rates: [series({ client: 'user', server: 'x', connection_type: 'virtual_node', virtual_node: 'server' }, 1)],
      ...{ failed: [], serverP90: [], clientP90: [], messagingP90: [] },
    });
    expect(buildServiceGraph(labelled, []).nodes.map(({ kind }) => kind)).toEqual(['service', 'outside']);
    const named = readEdges({
      rates: [edge('browser', 'shop', 'virtual_node')],
      ...{ failed: [], serverP90: [], clientP90: [], messagingP90: [] },
    });
    expect(buildServiceGraph(named, [row('shop', 1)]).nodes.map(({ kind }) => kind)).toEqual(['outside', 'service']);
  });

  it('has the numbers of the table where there are some, else those of the calls', () => {
    expect(graph.nodes.find(({ name }) => name === 'shop')).toMatchObject({ rate: 6, errorShare: 0.5 });
    expect(graph.nodes.find(({ name }) => name === 'orders')).toMatchObject({ rate: 1, errorShare: 0.25 });
  });

  it.each([
    [1, ['orders', 'shop', 'user']],
    [2, ['bank', 'mail', 'orders', 'postgres', 'shop', 'user']],
  ])('knows what is within %i calls', (depth, expected) =>
    expect(namesOf(neighbourhood(graph, 'shop', depth))).toEqual(expected)
  );

  it('keeps the busiest, and what must be there', () => {
    expect(namesOf(busiest(graph, 2))).toEqual(['postgres', 'shop']);
    expect(namesOf(busiest(graph, 2, ['bank']))).toEqual(['bank', 'shop']);
    expect(namesOf(keepMatching(graph, ' ORD'))).toEqual(['bank', 'mail', 'orders', 'postgres', 'shop']);
  });
});
