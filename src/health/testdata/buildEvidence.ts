import { generationOf, parseVersion, readMetricsInventory, type Topology } from '../../tempo';
import { CHECKS } from '../catalogue';
import type {
  HealthEvidence,
  NumbersAnswer,
  ProbeEvidence,
  ProcessEvidence,
  Sample,
  SystemEvidence,
} from '../evidence';
import { evidenceContext } from '../evidenceContext';

/** Numbers of a check by the name of its query: series as labels and value, or a bare value. */
export type CaseNumbers = Readonly<Record<string, ReadonlyArray<number | [Record<string, string>, number]>>>;

export interface CaseEvidence {
  readonly numbers?: CaseNumbers;
  readonly processes?: readonly ProcessEvidence[];
  readonly probes?: ProbeEvidence;
  readonly dataSource?: Partial<HealthEvidence['dataSource']>;
  readonly wanted?: HealthEvidence['wanted'];
  readonly version?: string;
  readonly topology?: Topology;
}

export const NOW_MS = Date.parse('2026-11-22T09:00:00Z');

export function systemOf(version: string, topology: Topology = 'microservices'): SystemEvidence {
  const parsed = parseVersion(version);
  return { version: parsed, generation: parsed && generationOf(parsed), topology, inventory: undefined };
}

export function emptyEvidence(): HealthEvidence {
  return {
    nowMs: NOW_MS,
    system: { version: undefined, generation: undefined, topology: undefined, inventory: undefined },
    processes: [],
    probes: {},
    dataSource: { sendsTenant: undefined, tenantMissing: false, tenants: [] },
    wanted: {},
  };
}

/** Evidence that is made for one check: on the newest release that it applies to, unless the case names another. */
export function evidenceFor(id: string, one: CaseEvidence): HealthEvidence {
  const check = CHECKS.find((candidate) => candidate.id === id);
  const { generation, topology } = check?.requires ?? {};
  const system = systemOf(one.version ?? (generation === '2.x' ? '2.10.0' : '3.0.3'), one.topology ?? topology);
  const evidence: HealthEvidence = {
    ...emptyEvidence(),
    system,
    processes: one.processes ?? [],
    probes: one.probes ?? {},
    dataSource: { sendsTenant: false, tenantMissing: false, tenants: [], ...one.dataSource },
    wanted: one.wanted ?? {},
  };
  return one.numbers ? withNumbers(evidence, { [id]: one.numbers }) : evidence;
}

/** Adds answers of Prometheus: those given by check and query, none for the others. */
export function withNumbers(
  evidence: HealthEvidence,
  byCheck: Readonly<Record<string, CaseNumbers>>,
  { present = true, fails = false } = {}
): HealthEvidence {
  const inventory = readMetricsInventory(
    ['tempo_build_info'],
    [{ container: 'querier', job: 'tempo/querier', instance: 'q', version: '3.0.3' }],
    true
  );
  const system = { ...evidence.system, inventory };
  const context = evidenceContext(system);
  const answers = new Map<string, NumbersAnswer>([
    ['count(tempo_build_info)', { ok: true, samples: present ? [sample(1)] : [] }],
  ]);
  for (const { id, queries } of CHECKS) {
    for (const [name, expr] of Object.entries(queries?.(context) ?? {})) {
      answers.set(expr, { ok: true, samples: (byCheck[id]?.[name] ?? []).map(sample) });
    }
  }
  if (fails) {
    [...answers.keys()].forEach((expr) => answers.set(expr, { ok: false, why: 'bad gateway' }));
  }
  return { ...evidence, system, numbers: { context, answers } };
}

function sample(given: number | [Record<string, string>, number]): Sample {
  return typeof given === 'number' ? { labels: {}, value: given } : { labels: given[0], value: given[1] };
}
