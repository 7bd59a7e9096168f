import { CHAPTERS, signalContext } from '../signals';
import { NO_INVENTORY } from '../tempo';
import { deploymentQueries } from './deploymentQueries';

const queries = deploymentQueries(
  signalContext({
    generation: '2.x',
    topology: 'microservices',
    inventory: { ...NO_INVENTORY, labels: { namespace: ['tempo'] } },
  })
);

it('asks for metrics that the catalogue knows', () => {
  const known = JSON.stringify(CHAPTERS.flatMap(({ sections }) => sections).flatMap(({ signals }) => signals));
  const names = Object.values(queries).flatMap((query) => query.match(/tempo_\w+/g) ?? []);
  expect(names).toHaveLength(2);
  for (const name of names) {
    expect(known).toContain(name);
  }
});

it('asks only the Tempo that is chosen, for what there is', () => {
  expect(queries).toEqual({
    receivers:
      'sum by (receiver, transport) (increase(tempo_receiver_accepted_spans{namespace=~"$namespace"}[1h])) > 0',
    processors: 'max by (processor) (tempo_metrics_generator_active_processors{namespace=~"$namespace"}) > 0',
  });
});
