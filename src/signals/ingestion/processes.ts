import { processesUp, resourcesOf } from '../processes';
import { perProcess, rateSum } from '../promql';
import type { Section } from '../signal';
import { WRITE_PATH } from './writePath';

/** The processes of the write path beside each other. */
export const PROCESSES: Section = {
  id: 'processes',
  title: 'Per process',
  question: 'Do all processes of the write path run, and share the load?',
  signals: [
    {
      id: 'ingestion.spans-by-process',
      title: 'Spans received per second by process',
      description: {
        shows: 'Spans that each distributor (or single binary) took in.',
        good: 'About the same for each.',
        remedy:
          'gRPC clients hold on to one connection: balance by request (a proxy, a headless service with round_robin), or set "max_connection_age" in the receiver.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const matchers = context.matchers(context.tenant);
        return [{ refId: 'A', expr: rateSum('tempo_distributor_spans_received_total', matchers, by), legend }];
      },
    },
    processesUp('ingestion', WRITE_PATH),
  ],
};

/** What the processes of the write path use. */
export const RESOURCES: Section = {
  id: 'resources',
  title: 'Resources of the write path',
  question: 'Do the processes of the write path have what they need?',
  collapsed: true,
  signals: resourcesOf('ingestion', WRITE_PATH, 'the write path'),
};
