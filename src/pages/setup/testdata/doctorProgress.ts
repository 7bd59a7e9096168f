import type { CorrectedDataSource, CorrelationInput, DataSourceSettings, LinkDiagnosis } from '../../../correlations';
import type { DoctorProgress } from '../../../data';

export const TRACE_ID = '2082dff6f7f8ebb503b6bcde3730431a';
const START_MS = 1_795_397_842_000;

const tempo: DataSourceSettings = {
  uid: 'tempo',
  name: 'Tempo',
  type: 'tempo',
  jsonData: { tracesToLogs: { datasourceUid: 'loki' } },
  readOnly: true,
};
const loki: DataSourceSettings = { uid: 'loki', name: 'Loki', type: 'loki', jsonData: {}, readOnly: false };

const BROKEN: LinkDiagnosis = {
  link: 'trace-to-logs',
  from: tempo,
  to: loki,
  status: 'broken',
  summary: 'The link finds no line.',
  findings: [
    {
      id: 'trace-to-logs.narrow-window',
      link: 'trace-to-logs',
      severity: 'critical',
      confidence: 'certain',
      title: 'The window of time is too narrow',
      what: 'Nothing is found from the start to the end of the span, 12 lines 5 minutes around it.',
      cause: 'Lines are written after the span has ended.',
      evidence: ['spanEndTimeShift: 0s'],
      remedies: ['Widen the window.'],
      datasourceUid: 'tempo',
      paths: ['tracesToLogsV2.spanEndTimeShift'],
      fixes: [],
    },
  ],
  tests: [
    {
      probeId: 'own',
      datasourceUid: 'loki',
      why: 'whether the configured query finds lines',
      query: '{service_name="cart"} |= "2082"',
      startMs: START_MS,
      endMs: START_MS + 12,
      hits: 0,
      asConfigured: true,
    },
    {
      probeId: 'wide',
      datasourceUid: 'loki',
      why: 'whether a wider window finds lines',
      query: '{service_name="cart"}',
      startMs: START_MS - 300_000,
      endMs: START_MS + 300_000,
      hits: 12,
      asConfigured: false,
    },
  ],
  untested: [],
};

const UNTESTED: LinkDiagnosis = {
  link: 'metrics-to-trace',
  from: { uid: 'prometheus', name: 'Prometheus', type: 'prometheus' },
  to: tempo,
  status: 'untested',
  summary: 'Prometheus did not answer.',
  findings: [],
  tests: [
    {
      probeId: 'exemplars',
      datasourceUid: 'prometheus',
      why: 'whether there are exemplars',
      query: 'traces_spanmetrics_latency_bucket',
      failure: '403: You lack the right',
      asConfigured: true,
    },
  ],
  untested: ['Whether exemplars lead to a trace: the question failed.'],
};

export const CORRECTED: readonly CorrectedDataSource[] = [tempo, loki].map((dataSource) => ({
  dataSource,
  jsonData: { ...dataSource.jsonData, corrected: true },
  changes: [
    { datasourceUid: dataSource.uid, path: ['corrected'], value: true, reason: `It is wrong in ${dataSource.name}.` },
  ],
}));

const input: CorrelationInput = {
  tempo,
  all: [tempo, loki],
  answers: new Map(),
  nowMs: START_MS,
  trace: { traceId: TRACE_ID, startMs: START_MS, endMs: START_MS + 12, spans: [] },
};

/** What the doctor has found out of a system with one broken link and one that could not be asked about. */
export function doctorProgress(changed: Partial<DoctorProgress> = {}): DoctorProgress {
  return {
    step: 'done',
    asked: { done: 0, total: 0, probe: undefined },
    choice: { kind: 'picked', trace: { traceId: TRACE_ID, startMs: START_MS, endMs: START_MS + 12, spans: [] } },
    input,
    diagnoses: [BROKEN, UNTESTED],
    corrected: CORRECTED,
    proof: [],
    ...changed,
  };
}
