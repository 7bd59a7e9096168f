import type { Component } from '../tempo';
import { maxBy, minBy, ofTempo, perProcess, rate, select, sumBy } from './promql';
import type { Signal, SignalContext, SignalQuery } from './signal';

/** Whether the processes of some components answer. */
export function processesUp(chapter: string, components: Component[]): Signal {
  return {
    id: `${chapter}.processes-up`,
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
      const up = select('up', context.componentMatchers(components));
      // A process that is down sends no build info now, but did before.
      const seen = `last_over_time(${select('tempo_build_info', context.matchers())}[$__range])`;
      return [{ refId: 'A', expr: minBy(by, `${up} and on (job, instance) ${seen}`), legend }];
    },
  };
}

/**
 * What the processes of some components use. From `process_*` and `go_*`, which every Go program sends.
 *
 * @param path - how the text calls them, for example "the write path"
 */
export function resourcesOf(chapter: string, components: Component[], path: string): Signal[] {
  const subject = { chapter, components, path };
  return [cpu(subject), memory(subject), goroutines(subject), openFiles(subject), restarts(subject)];
}

interface Subject {
  chapter: string;
  components: Component[];
  path: string;
}

function cpu({ chapter, components, path }: Subject): Signal {
  return {
    id: `${chapter}.cpu`,
    title: 'CPU',
    description: {
      shows: `CPU cores that each process of ${path} uses.`,
      good: 'Below the CPU limit of the container, with room for peaks.',
      remedy:
        'At its limit a process is throttled and everything in it becomes slow: raise the limit or add instances.',
    },
    unit: 'short',
    visualization: { kind: 'timeseries', min: 0 },
    requires: { components },
    queries: (context) => [
      byProcess(context, 'A', rate('process_cpu_seconds_total', context.componentMatchers(components))),
    ],
  };
}

function memory({ chapter, components, path }: Subject): Signal {
  return {
    id: `${chapter}.memory`,
    title: 'Memory',
    description: {
      shows: `Resident memory of each process of ${path}, and the part of it that the Go heap uses.`,
      good: 'A saw below the memory limit of the container.',
      remedy:
        'Near the limit the process will be killed: lower limits on traces (ingester, live-store) or on series (metrics-generator), let a querier work on less at a time, set GOMEMLIMIT, or give it more.',
    },
    unit: 'bytes',
    visualization: { kind: 'timeseries', min: 0 },
    requires: { components },
    queries: (context) => {
      const matchers = context.componentMatchers(components);
      return [
        byProcess(context, 'A', select('process_resident_memory_bytes', matchers)),
        byProcess(context, 'B', select('go_memstats_heap_inuse_bytes', matchers), 'heap'),
      ];
    },
  };
}

function goroutines({ chapter, components, path }: Subject): Signal {
  return {
    id: `${chapter}.goroutines`,
    title: 'Goroutines',
    description: {
      shows: `Concurrent tasks in each process of ${path}.`,
      good: 'Moves with the load, and comes back.',
      remedy: 'When it only rises, requests hang on something slow: storage, Kafka, or another process.',
    },
    unit: 'short',
    visualization: { kind: 'timeseries', min: 0 },
    requires: { components },
    queries: (context) => [byProcess(context, 'A', select('go_goroutines', context.componentMatchers(components)))],
  };
}

function openFiles({ chapter, components }: Subject): Signal {
  return {
    id: `${chapter}.open-files`,
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
    requires: { components },
    queries: (context) => {
      const matchers = context.componentMatchers(components);
      const share = `${select('process_open_fds', matchers)} / ${select('process_max_fds', matchers)}`;
      const { by, legend } = perProcess(context);
      return [{ refId: 'A', expr: maxBy(by, ofTempo(context, share)), legend }];
    },
  };
}

function restarts({ chapter, components }: Subject): Signal {
  return {
    id: `${chapter}.restarts`,
    title: 'Restarts',
    description: {
      shows: 'Starts of processes at the same address, seen by their start time.',
      good: 'None outside of rollouts.',
      remedy: 'Look at the last words in the log, and whether the container was killed for its memory.',
    },
    unit: 'short',
    visualization: { kind: 'timeseries', min: 0 },
    requires: { components },
    queries: (context) => {
      const started = select('process_start_time_seconds', context.componentMatchers(components));
      return [byProcess(context, 'A', `changes(${started}[$__rate_interval])`)];
    },
  };
}

function byProcess(context: SignalContext, refId: string, expr: string, what?: string): SignalQuery {
  const { by, legend } = perProcess(context);
  return { refId, expr: sumBy(by, ofTempo(context, expr)), legend: what ? `${legend} ${what}` : legend };
}
