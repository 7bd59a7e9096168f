import { ofTempo, select, type SignalContext } from '../signals';
import type { EvidenceQuery } from './evaluateChecks';
import type { NumbersEvidence, ProcessName } from './evidence';

/** What Prometheus knows of the processes of a component; of several the worst, or their sum. */
export interface ProcessNumbers {
  readonly processes: number | undefined;
  /** Starts within the last hour, of all together. */
  readonly restarts: number | undefined;
  /** Of the one that was started last. */
  readonly uptimeSeconds: number | undefined;
  /** Cores in use, of all together. */
  readonly cpuCores: number | undefined;
  /** Of the one with most. */
  readonly memoryBytes: number | undefined;
  readonly goroutines: number | undefined;
}

type NumberName = keyof ProcessNumbers;

/** Metrics of the Go and process collectors, which every component has (prometheus/client_golang). */
type Selected = (metric: string, over?: 'changes' | 'rate') => string;
const EXPRESSIONS: Readonly<Record<NumberName, (of: Selected) => string>> = {
  processes: (of) => `count(${of('process_start_time_seconds')})`,
  restarts: (of) => `sum(${of('process_start_time_seconds', 'changes')})`,
  uptimeSeconds: (of) => `time() - max(${of('process_start_time_seconds')})`,
  cpuCores: (of) => `sum(${of('process_cpu_seconds_total', 'rate')})`,
  memoryBytes: (of) => `max(${of('process_resident_memory_bytes')})`,
  goroutines: (of) => `max(${of('go_goroutines')})`,
};
const NAMES = Object.keys(EXPRESSIONS) as NumberName[];

/** The queries for the numbers of some processes, for `NumbersEvidence`. */
export function listProcessQueries(context: SignalContext, processes: readonly ProcessName[]): EvidenceQuery[] {
  return processes
    .filter((process) => areTold(context, process))
    .flatMap((process) => NAMES.map((name) => ({ expr: exprOf(context, process, name), checks: [] })));
}

/** The numbers of a process; undefined where nothing can be known of them, each undefined where it does not know. */
export function readProcessNumbers(
  numbers: NumbersEvidence | undefined,
  process: ProcessName
): ProcessNumbers | undefined {
  if (!numbers || !areTold(numbers.context, process)) {
    return undefined;
  }
  const valueOf = (name: NumberName) => {
    const answer = numbers.answers.get(exprOf(numbers.context, process, name));
    return answer?.ok ? answer.samples[0]?.value : undefined;
  };
  return Object.fromEntries(NAMES.map((name) => [name, valueOf(name)])) as unknown as ProcessNumbers;
}

const WINDOWS = { changes: '1h', rate: '5m' } as const;

function exprOf(context: SignalContext, process: ProcessName, name: NumberName): string {
  const matchers = process === 'single-binary' ? context.matchers() : context.componentMatchers([process]);
  // Any Go program has these metrics: only those of Tempo's processes count.
  return EXPRESSIONS[name]((metric, over) => {
    const selected = select(metric, matchers);
    return ofTempo(context, over ? `${over}(${selected}[${WINDOWS[over]}])` : selected);
  });
}

/** Without a label that tells components apart the numbers would be those of all of them. */
function areTold({ inventory }: SignalContext, process: ProcessName): boolean {
  return process === 'single-binary' || inventory.componentLabel !== undefined;
}
