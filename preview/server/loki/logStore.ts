import { SINGLE_TENANT } from '../tempo/api/tenants';
import type { ResourceSpans, TraceStore } from '../tempo/model';
import type { LogLine } from './logLine';
import { compileMatcher } from './logql/labelMatcher';
import type { Labels } from './logql/labelSet';
import type { Matcher } from './logql/logQl';
import { listLevels, listServiceLabels, MAX_SHIPPING_MS, writeServiceLogs } from './writeServiceLogs';

/** From and, other than Loki's own stores, always with an end: [startNs, endNs). */
export interface LogRange {
  startNs: bigint;
  endNs: bigint;
}

interface ServiceLogs {
  labels: Labels | undefined;
  /** Written when they are first asked for. */
  lines?: LogLine[];
}

/**
 * The lines that services have logged of the traces that a Tempo holds. They are made of the spans when somebody asks, and
 * go with them: so there are never logs of other traces than there are.
 */
export class LogStore {
  private readonly byBatch = new WeakMap<ResourceSpans, ServiceLogs>();

  constructor(private readonly traces: Pick<TraceStore, 'traces'>) {}

  /** Lines of the streams that meet all matchers, in no order. */
  select(matchers: readonly Matcher[], { startNs, endNs }: LogRange): LogLine[] {
    const meetsAll = compileMatchers(matchers);
    // `level` is known only of a line.
    const mayMeet = compileMatchers(matchers.filter(({ name }) => name !== 'level'));
    const lines: LogLine[] = [];
    for (const { batches } of this.listTraces({ startNs, endNs })) {
      for (const batch of batches) {
        const logs = this.logsOf(batch);
        if (logs.labels && mayMeet(logs.labels)) {
          logs.lines ??= writeServiceLogs(batch, logs.labels);
          lines.push(...logs.lines.filter((line) => isWithin(line, { startNs, endNs }) && meetsAll(line.stream)));
        }
      }
    }
    return lines;
  }

  /** The labels of the streams that have met all matchers of one of the lists in the time; all without a list. */
  listStreams(selectors: ReadonlyArray<readonly Matcher[]>, range: LogRange): Labels[] {
    const tests = selectors.map(compileMatchers);
    const streams = new Map<string, Labels>();
    for (const { batches } of this.listTraces(range)) {
      for (const labels of batches.flatMap((batch): Labels[] => listOf(this.logsOf(batch).labels))) {
        for (const stream of splitByLevel(labels)) {
          if (tests.length === 0 || tests.some((meets) => meets(stream))) {
            streams.set(JSON.stringify(stream), stream);
          }
        }
      }
    }
    return [...streams.values()];
  }

  private logsOf(batch: ResourceSpans): ServiceLogs {
    let logs = this.byBatch.get(batch);
    if (!logs) {
      logs = { labels: listServiceLabels(batch) };
      this.byBatch.set(batch, logs);
    }
    return logs;
  }

  private listTraces({ startNs, endNs }: LogRange) {
    return this.traces.traces(SINGLE_TENANT, startNs - BigInt(MAX_SHIPPING_MS) * BigInt(1_000_000), endNs);
  }
}

function compileMatchers(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map((matcher) => ({ name: matcher.name, matches: compileMatcher(matcher) }));
  return (labels) => tests.every(({ name, matches }) => matches(labels[name] ?? ''));
}

function isWithin({ timeNs }: LogLine, { startNs, endNs }: LogRange): boolean {
  return timeNs >= startNs && timeNs < endNs;
}

function splitByLevel(labels: Labels): Labels[] {
  const levels = listLevels(labels);
  return levels.length === 0 ? [labels] : levels.map((level) => ({ ...labels, level }));
}

function listOf<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
