import { proxyTransport, type ComponentUrls, type DataSource } from '../../grafana';
import {
  askProcess,
  evidenceContext,
  listEvidenceQueries,
  listProcessQueries,
  type HealthEvidence,
  type NumbersEvidence,
  type ProcessName,
  type Reach,
  type SystemEvidence,
} from '../../health';
import { createTempoClient, type Capabilities, type Component } from '../../tempo';
import { askNumbers } from './askNumbers';
import { askReadPath } from './askReadPath';
import { isTenantRefusal } from './isTenantRefusal';
import { listReaches } from './listReaches';

/** Whom to ask. */
export interface HealthSubject {
  readonly tempo: DataSource;
  readonly metrics: DataSource | undefined;
  readonly capabilities: Capabilities;
  readonly componentUrls: ComponentUrls;
  /** How long traces should be kept, if anybody said so. */
  readonly wantedRetentionSeconds?: number;
}

export interface HealthProgress {
  readonly done: number;
  readonly total: number;
}

export interface Gathered {
  readonly evidence: HealthEvidence;
  /** Components that nothing leads to. */
  readonly unreached: readonly Component[];
}

/**
 * All evidence for the checks: every process that can be reached, the numbers of Prometheus in a few requests, and three
 * small queries. Everything is asked once and side by side; what fails is part of the result.
 *
 * @throws AbortError if the signal ended it
 */
export async function gatherHealth(
  subject: HealthSubject,
  signal: AbortSignal,
  onProgress: (progress: HealthProgress) => void
): Promise<Gathered> {
  const { tempo, capabilities, componentUrls, wantedRetentionSeconds } = subject;
  const nowMs = Date.now();
  const { reaches, unreached } = listReaches(tempo, capabilities, componentUrls);
  const total = reaches.length + 2;
  let done = 0;
  const counted = async <T>(question: Promise<T>): Promise<T> => {
    const answer = await question;
    done++;
    onProgress({ done, total });
    return answer;
  };
  onProgress({ done, total });
  const system = systemOf(capabilities);
  const [processes, numbers, probes] = await Promise.all([
    Promise.all(reaches.map((reach) => counted(askProcess(reach, signal)))),
    counted(gatherNumbers(subject, system, nowMs, signal, namesOf(reaches, unreached))),
    counted(askReadPath(createTempoClient(proxyTransport(tempo.uid)), nowMs, signal)),
  ]);
  const { tenants } = capabilities;
  const { search } = probes;
  // Discovery may be some minutes old.
  const tenantMissing =
    search?.ok === false && (capabilities.tenantMissing || isTenantRefusal(search.failure, capabilities));
  const evidence: HealthEvidence = {
    nowMs,
    system,
    processes,
    ...(numbers && { numbers }),
    probes,
    dataSource: { sendsTenant: tempo.sendsTenant, tenantMissing, tenants },
    wanted: wantedRetentionSeconds === undefined ? {} : { retentionSeconds: wantedRetentionSeconds },
  };
  return { evidence, unreached };
}

function namesOf(reaches: readonly Reach[], unreached: readonly Component[]): ProcessName[] {
  return [...reaches.map(({ name }) => name), ...unreached];
}

function systemOf({ version, generation, topology, inventory }: Capabilities): SystemEvidence {
  return { version: version?.value, generation: generation?.value, topology: topology?.value, inventory };
}

async function gatherNumbers(
  { metrics }: HealthSubject,
  system: SystemEvidence,
  nowMs: number,
  signal: AbortSignal,
  processes: readonly ProcessName[]
): Promise<NumbersEvidence | undefined> {
  const { inventory } = system;
  if (!metrics || !inventory || inventory.names.size === 0) {
    return undefined;
  }
  const context = evidenceContext(system);
  const queries = [...listEvidenceQueries(context, system), ...listProcessQueries(context, processes)];
  const answers = await askNumbers(metrics.uid, queries, nowMs, signal);
  return { context, answers };
}
