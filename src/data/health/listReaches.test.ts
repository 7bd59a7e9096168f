import type { DataSource } from '../../grafana';
import type { Capabilities } from '../../tempo';
import { listReaches } from './listReaches';

jest.mock('../../grafana', () => ({ proxyTransport: jest.fn(), componentTransport: jest.fn() }));

const tempo: DataSource = { uid: 'tempo', name: 'Tempo', isDefault: false, sendsTenant: false };

function capabilities(known: {
  topology?: 'single-binary' | 'microservices';
  services?: string[];
  components?: Capabilities['components'];
  generation?: '2.x' | '3.x';
}): Capabilities {
  const certain = <T>(value: T | undefined) =>
    value === undefined ? undefined : { value, source: 'api' as const, certainty: 'certain' as const };
  return {
    topology: certain(known.topology),
    generation: certain(known.generation),
    services: known.services?.map((name) => ({ name, state: 'Running' as const, failure: '' })),
    components: known.components ?? [],
  } as unknown as Capabilities;
}

const names = ({ reaches, unreached }: ReturnType<typeof listReaches>) => ({
  reached: reaches.map(({ name, via }) => `${name} (${via})`),
  unreached,
});

it('asks a single binary through the data source alone, whatever is configured', () => {
  const reaches = listReaches(tempo, capabilities({ topology: 'single-binary' }), { ingester: 'http://x' });
  expect(names(reaches)).toEqual({ reached: ['single-binary (data source)'], unreached: [] });
});

it('asks the query-frontend through the data source, and names the components that nothing leads to', () => {
  const found = capabilities({
    topology: 'microservices',
    services: ['server', 'query-frontend'],
    components: ['distributor', 'ingester', 'query-frontend'],
  });
  expect(names(listReaches(tempo, found, { ingester: 'http://x' }))).toEqual({
    reached: ['query-frontend (data source)', 'ingester (route)'],
    unreached: ['distributor'],
  });
});

it('prefers the route to a component where both lead there', () => {
  const found = capabilities({ topology: 'microservices', services: ['query-frontend'], generation: '3.x' });
  const { reached } = names(listReaches(tempo, found, { 'query-frontend': 'http://x' }));
  expect(reached).toEqual(['query-frontend (route)']);
});

it('does not ask an address that ends with a slash, and says why', async () => {
  const found = capabilities({ topology: 'microservices', services: ['query-frontend'], generation: '3.x' });
  const { reaches } = listReaches(tempo, found, { distributor: 'http://distributor:3200/' });
  const distributor = reaches.find(({ name }) => name === 'distributor');
  await expect(distributor?.client.get('/ready')).rejects.toMatchObject({
    failure: { kind: 'unreachable', said: expect.stringContaining('ends with a slash') },
  });
});

it('asks nobody for status pages through a gateway', () => {
  const { reached, unreached } = names(
    listReaches(tempo, capabilities({ topology: 'microservices', generation: '3.x' }), {})
  );
  expect(reached).toEqual([]);
  expect(unreached).toContain('live-store');
  expect(unreached).not.toContain('ingester');
});
