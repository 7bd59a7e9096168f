import type { ProcessEvidence, ProcessName } from '../../health';
import type { Probed, TempoFailure } from '../../tempo';

/** A process that did not answer, and why. */
export interface Unanswer {
  readonly process: ProcessName;
  readonly failure: TempoFailure;
}

type Question = 'config' | 'runtimeConfig' | 'backendJobs' | 'memberlist' | 'partitions';

/**
 * The processes that did not answer a question: those that refused it, and those that cannot be asked at all. Who has no
 * such page is not among them.
 */
export function listUnanswered(processes: readonly ProcessEvidence[], question: Question): Unanswer[] {
  return processes.flatMap((process) => {
    const probed: Probed<unknown> | undefined = process[question] ?? process.routes;
    const isMissing = probed?.ok === false && probed.failure.kind === 'not-found';
    return probed?.ok === false && !isMissing ? [{ process: process.name, failure: probed.failure }] : [];
  });
}

/** The processes that cannot be asked at all. */
export function listSilent(processes: readonly ProcessEvidence[]): Unanswer[] {
  return processes.flatMap(({ name, routes, readiness }) =>
    routes?.ok === false && readiness?.ok === false ? [{ process: name, failure: routes.failure }] : []
  );
}
