import { configAt, type Component, type Probed, type RingMember, type ShownConfig, type TempoFailure } from '../tempo';
import type { HealthEvidence, ProcessEvidence, ProcessName } from './evidence';

/** The questions that a process is asked. */
export type ProcessQuestion = Exclude<keyof ProcessEvidence, 'name' | 'via' | 'rings'>;

type ValueOf<Question extends ProcessQuestion> =
  NonNullable<ProcessEvidence[Question]> extends Probed<infer Value> ? Value : never;

export interface ProcessAnswer<Value> {
  readonly process: ProcessName;
  readonly value: Value;
}

export interface ProcessFailure {
  readonly process: ProcessName;
  readonly failure: TempoFailure;
}

/** What the processes answered to a question, and who did not. Who was not asked is in neither. */
export function answersTo<Question extends ProcessQuestion>(
  { processes }: HealthEvidence,
  question: Question
): { answers: Array<ProcessAnswer<ValueOf<Question>>>; failures: ProcessFailure[] } {
  const answers: Array<ProcessAnswer<ValueOf<Question>>> = [];
  const failures: ProcessFailure[] = [];
  for (const process of processes) {
    const probed = process[question] as Probed<ValueOf<Question>> | undefined;
    if (probed?.ok) {
      answers.push({ process: process.name, value: probed.value });
    } else if (probed) {
      failures.push({ process: process.name, failure: probed.failure });
    }
  }
  return { answers, failures };
}

/**
 * The configuration of the process that works with a setting. Each process shows its own file, and files may differ: one that
 * has no use for the setting need not have it, and would say that the default is in force.
 *
 * @returns that of one of the components or of a single binary, else the first in which anything is set below the path
 */
export function configOf(
  answers: ReadonlyArray<ProcessAnswer<ShownConfig>>,
  components: readonly Component[],
  path: string
): ProcessAnswer<ShownConfig> | undefined {
  const [block = ''] = path.split('.');
  return (
    answers.find(({ process }) => process === 'single-binary' || components.some((name) => name === process)) ??
    answers.find(({ value }) => configAt(value.config, block) !== undefined)
  );
}

const QUESTIONS: Readonly<Record<ProcessQuestion, string>> = {
  readiness: 'whether a process is ready (/ready)',
  buildInfo: 'its version (/api/status/buildinfo)',
  services: 'the state of its services (/status/services)',
  routes: 'its routes (/status/endpoints)',
  partitions: 'the partition ring (/partition-ring)',
  memberlist: 'the memberlist (/memberlist)',
  config: 'its configuration (/status/config)',
  runtimeConfig: 'its runtime overrides (/status/runtime_config)',
  backendJobs: 'the jobs of the backend-scheduler (/status/backendscheduler)',
};

/** A sentence on why a question has no answer, and what to do about it. */
export function whyUnanswered(
  question: ProcessQuestion,
  failures: readonly ProcessFailure[],
  from?: Component
): string {
  const [first] = failures;
  if (first) {
    return `${capitalise(first.process)} did not answer ${QUESTIONS[question]}: ${describeFailure(first.failure)}.`;
  }
  const who = from ? `the ${from}` : 'a process of Tempo';
  return `Nobody could be asked for ${QUESTIONS[question]}: add a route to ${who} on the configuration page of the app.`;
}

/** A failure in a few words. */
export function describeFailure({ kind, said }: TempoFailure): string {
  return said === '' ? kind.replace('-', ' ') : `${kind.replace('-', ' ')} (${said})`;
}

/** A ring that could be read. */
export interface ReadRing {
  readonly name: string;
  readonly members: readonly RingMember[];
}

/** The rings that could be read, each once: of several processes that show it the first. */
export function ringsOf({ processes }: HealthEvidence): ReadRing[] {
  const rings = new Map<string, ReadRing>();
  for (const { rings: shown = {} } of processes) {
    for (const [name, probed] of Object.entries(shown)) {
      if (probed.ok && !rings.has(name)) {
        rings.set(name, { name, members: probed.value.members });
      }
    }
  }
  return [...rings.values()];
}

/** `the querier`, `Tempo` for a single binary. */
export function nameOfProcess(process: ProcessName): string {
  return process === 'single-binary' ? 'Tempo' : `the ${process}`;
}

function capitalise(process: ProcessName): string {
  const name = nameOfProcess(process);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
