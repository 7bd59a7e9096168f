import { TEMPO_VERSIONS, type TempoVersion } from '../recording/recording';
import { FAULT_HELP, FAULTS, type Fault, type FaultSwitch, isFault } from '../tempo/faults';

/** Faults of single components, which the embedded Tempo, being one process, does not have. */
const COMPONENT_FAULTS = [
  'ingester-failed',
  'generator-missing',
  'empty-ring',
  'ring-unhealthy',
  'querier-stopped',
  'tenant-override',
  'version-skew',
  'jobs-failed',
] as const;

/** What can be wrong with the Tempo of the preview; at most one thing at a time. */
export type SystemFault = Fault | (typeof COMPONENT_FAULTS)[number];

export const SYSTEM_FAULTS: readonly SystemFault[] = [...FAULTS, ...COMPONENT_FAULTS];

export const SYSTEM_FAULT_HELP: Readonly<Record<SystemFault, string>> = {
  ...FAULT_HELP,
  'ingester-failed': 'a service of the ingester failed: not ready, unhealthy in its ring, searches fail',
  'generator-missing': 'the metrics-generator is not in its ring, TraceQL metrics fail',
  'empty-ring': 'nobody is in the ring of what keeps recent data, searches fail',
  'ring-unhealthy': 'a member that died long ago was never forgotten',
  'querier-stopped': 'the only querier is gone: queries wait until they time out',
  'tenant-override': "a tenant's overrides name one limit and so take all defaults away: nothing may come in",
  'version-skew': 'the querier runs another release than the rest',
  'jobs-failed': 'jobs of the backend scheduler fail',
};

const ONLY_IN: Partial<Record<SystemFault, TempoVersion>> = {
  'ingester-failed': '2.6.1',
  'generator-missing': '2.6.1',
  'querier-stopped': '2.6.1',
  'version-skew': '2.6.1',
  'jobs-failed': '3.0.3',
};

/** Whether the system that was recorded of this release can have the fault. */
export function canHave(tempo: TempoVersion, fault: SystemFault): boolean {
  return (ONLY_IN[fault] ?? tempo) === tempo;
}

export function listFaultsOf(tempo: TempoVersion): SystemFault[] {
  return SYSTEM_FAULTS.filter((fault) => canHave(tempo, fault));
}

export function parseSystemFault(name: string | undefined): SystemFault | undefined {
  return SYSTEM_FAULTS.find((fault) => fault === name);
}

/** Each fault with the releases that have it, for help texts. */
export function describeSystemFaults(): string[] {
  return SYSTEM_FAULTS.map((fault) => {
    const releases = TEMPO_VERSIONS.filter((tempo) => canHave(tempo, fault));
    return `${fault}: ${SYSTEM_FAULT_HELP[fault]}${releases.length === 1 ? ` (${releases.join('')})` : ''}`;
  });
}

/** The fault that everybody sees. The embedded Tempo has it too, as far as it knows it: it may discard what is sent. */
export class SystemFaultSwitch {
  private fault: SystemFault | null = null;

  constructor(private readonly embedded: FaultSwitch) {
    this.fault = embedded.current;
  }

  get current(): SystemFault | null {
    return this.fault;
  }

  set(fault: SystemFault | null): void {
    this.fault = fault;
    this.embedded.set(fault !== null && isFault(fault) ? fault : null);
  }
}
