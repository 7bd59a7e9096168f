import { maxBy, minBy, ofTempo, perProcess, rate, rateSum, select, sumBy } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
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
    {
      id: 'ingestion.processes-up',
      title: 'Processes that answer',
      description: {
        shows:
          '1 while Prometheus can scrape the process, 0 while it cannot. Processes that were seen in the time range.',
        good: 'All at 1.',
        remedy:
          'Look at the process at 0: stopped, restarting, out of memory, or cut off. Its other lines have gaps here.',
      },
      unit: 'short',
      visualization: {
        kind: 'timeseries',
        min: 0,
        max: 1,
        thresholds: [{ level: 'critical' }, { from: 1, level: 'ok' }],
      },
      requires: {},
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const up = select('up', context.componentMatchers(WRITE_PATH));
        // A process that is down sends no build info now, but did before.
        const seen = `last_over_time(${select('tempo_build_info', context.matchers())}[$__range])`;
        return [{ refId: 'A', expr: minBy(by, `${up} and on (job, instance) ${seen}`), legend }];
      },
    },
  ],
};

/** What the processes of the write path use. From `process_*` and `go_*`, which every Go program sends. */
export const RESOURCES: Section = {
  id: 'resources',
  title: 'Resources of the write path',
  question: 'Do the processes of the write path have what they need?',
  collapsed: true,
  signals: [
    {
      id: 'ingestion.cpu',
      title: 'CPU',
      description: {
        shows: 'CPU cores that each process of the write path uses.',
        good: 'Below the CPU limit of the container, with room for peaks.',
        remedy: 'At its limit a process is throttled and writes become slow: raise the limit or add instances.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {},
      queries: (context) => [
        perWriter(context, 'A', rate('process_cpu_seconds_total', context.componentMatchers(WRITE_PATH))),
      ],
    },
    {
      id: 'ingestion.memory',
      title: 'Memory',
      description: {
        shows: 'Resident memory of each process of the write path, and the part of it that the Go heap uses.',
        good: 'A saw below the memory limit of the container.',
        remedy:
          'Near the limit the process will be killed: lower limits on traces (ingester, live-store) or on series (metrics-generator), set GOMEMLIMIT, or give it more.',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {},
      queries: (context) => {
        const matchers = context.componentMatchers(WRITE_PATH);
        return [
          perWriter(context, 'A', select('process_resident_memory_bytes', matchers)),
          perWriter(context, 'B', select('go_memstats_heap_inuse_bytes', matchers), 'heap'),
        ];
      },
    },
    {
      id: 'ingestion.goroutines',
      title: 'Goroutines',
      description: {
        shows: 'Concurrent tasks in each process of the write path.',
        good: 'Moves with the load, and comes back.',
        remedy: 'When it only rises, requests hang on something slow: storage, Kafka, or another process.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {},
      queries: (context) => [perWriter(context, 'A', select('go_goroutines', context.componentMatchers(WRITE_PATH)))],
    },
    {
      id: 'ingestion.open-files',
      title: 'Open files and connections',
      description: {
        shows: 'Open file descriptors as a share of what the operating system allows the process.',
        good: 'A few percent.',
        remedy: 'Near 100 % connections are refused: find out who opens so many, or raise the limit (ulimit -n).',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 0.7, level: 'warning' }, { from: 0.9, level: 'critical' }],
      },
      requires: {},
      queries: (context) => {
        const matchers = context.componentMatchers(WRITE_PATH);
        const share = `${select('process_open_fds', matchers)} / ${select('process_max_fds', matchers)}`;
        const { by, legend } = perProcess(context);
        return [{ refId: 'A', expr: maxBy(by, ofTempo(context, share)), legend }];
      },
    },
    {
      id: 'ingestion.restarts',
      title: 'Restarts',
      description: {
        shows: 'Starts of processes at the same address, seen by their start time.',
        good: 'None outside of rollouts.',
        remedy: 'Look at the last words in the log, and whether the container was killed for its memory.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {},
      queries: (context) => {
        const started = select('process_start_time_seconds', context.componentMatchers(WRITE_PATH));
        return [perWriter(context, 'A', `changes(${started}[$__rate_interval])`)];
      },
    },
  ],
};

function perWriter(context: SignalContext, refId: string, expr: string, what?: string): SignalQuery {
  const { by, legend } = perProcess(context);
  return { refId, expr: sumBy(by, ofTempo(context, expr)), legend: what ? `${legend} ${what}` : legend };
}
