import {
  maskSecrets,
  type BackendJob,
  type ConfigMap,
  type Partition,
  type Probed,
  type Ring,
  type RingMember,
  type RingName,
  type RuntimeConfig,
  type ShownConfig,
} from '../../tempo';
import { parseYaml } from '../../tempo/configuration/parseYaml';
import type { Severity } from '../check';
import type { ProcessEvidence, ProcessName } from '../evidence';
import { type CaseEvidence, type CaseNumbers, NOW_MS } from './buildEvidence';

/** Evidence with which a check finds something, and evidence with which it does not. */
export interface CheckCase {
  readonly id: string;
  readonly found: CaseEvidence;
  readonly fine: CaseEvidence;
  /** In what is found. */
  readonly says: RegExp;
  readonly severity?: Severity;
}

export const TENANT = { tenant: 'team-a' };
export const ok = <T>(value: T): Probed<T> => ({ ok: true, value });
export const failed = (said: string, kind: 'unreachable' | 'no-tenant' = 'unreachable'): Probed<never> => ({
  ok: false,
  failure: { kind, path: '/', said },
});

/** A check on one number with the label `tenant`, unless others are given. */
export const number = (
  id: string,
  above: number,
  below: number | undefined,
  says: RegExp,
  labels: Record<string, string> = TENANT
): CheckCase => ({
  id,
  found: { numbers: { value: [[labels, above]] } },
  fine: { numbers: { value: below === undefined ? [] : [[labels, below]] } },
  says,
});

export const numbers = (
  id: string,
  found: CaseNumbers,
  fine: CaseNumbers,
  says: RegExp,
  severity?: Severity
): CheckCase => ({
  id,
  found: { numbers: found },
  fine: { numbers: fine },
  says,
  severity,
});

export const from = (name: ProcessName, evidence: Omit<ProcessEvidence, 'name' | 'via'>): CaseEvidence => ({
  processes: [{ name, via: 'route', ...evidence }],
});

const member = (given: Partial<RingMember>): RingMember => ({
  id: 'a',
  state: 'ACTIVE',
  address: '10.0.0.1:9095',
  zone: '',
  registeredAtMs: NOW_MS - 3_600_000,
  heartbeatAtMs: NOW_MS - 2000,
  heartbeatAgeSeconds: 2,
  tokenCount: 128,
  ownedShare: 0,
  readOnly: false,
  ...given,
});

export const ring = (members: Array<Partial<RingMember>>, name: RingName = 'ingester'): CaseEvidence => {
  const probed: Probed<Ring> = ok({ members: members.map(member) });
  return from('distributor', { rings: { [name]: probed } });
};

export const partition = (given: Partial<Partition>): CaseEvidence =>
  from('distributor', {
    partitions: ok([
      {
        id: 3,
        state: 'active',
        stateSinceMs: NOW_MS - 7_200_000,
        owners: ['live-store-0'],
        tokenCount: 512,
        ownedShare: 1,
        stateLocked: false,
        ...given,
      },
    ]),
  });

const shown = (text: string): Probed<ShownConfig> => ok(maskSecrets(parseYaml(text) as ConfigMap));
export const config = (text: string, name: ProcessName = 'distributor'): CaseEvidence =>
  from(name, { config: shown(text) });

export const memberlist = (states: Array<'alive' | 'suspect'>) =>
  ok({
    used: true as const,
    nowMs: NOW_MS,
    keys: [],
    members: states.map((state, index) => ({ name: `p-${index}`, address: 'x:1', state })),
  });

export const jobs = (given: Partial<BackendJob>): CaseEvidence =>
  from('backend-scheduler', {
    backendJobs: ok({
      pending: [],
      jobs: [
        {
          id: 'j',
          tenant: 'team-a',
          kind: 'compaction',
          status: 'running',
          worker: 'w-0',
          createdAtMs: NOW_MS,
          startedAtMs: NOW_MS - 60_000,
          endedAtMs: undefined,
          ...given,
        },
      ],
    }),
  });

export const limits = (rate: string): CaseEvidence =>
  from('distributor', {
    runtimeConfig: ok({
      defaults: parseYaml('ingestion:\n  rate_limit_bytes: 9') as ConfigMap,
      tenants: new Map([['team-a', parseYaml(rate) as ConfigMap]]),
      userConfigurable: new Map(),
      exposed: [],
    }),
  });

/** What a process shows on `/status/runtime_config`, below the line with the path. */
export const runtime = (text: string): Probed<RuntimeConfig> => {
  const { config: masked, exposed } = maskSecrets(parseYaml(text) as ConfigMap);
  const mapAt = (key: string) => (masked.get(key) ?? new Map()) as ConfigMap;
  return ok({
    defaults: mapAt('defaults'),
    tenants: mapAt('overrides') as ReadonlyMap<string, ConfigMap>,
    userConfigurable: new Map(),
    exposed,
  });
};

export const routes = (...list: string[]): CaseEvidence => ({
  processes: [{ name: 'single-binary', via: 'data source', routes: ok(['/ready', ...list]) }],
});

export const answered = (seconds = 0.2) => ok({ seconds, count: 1 });
