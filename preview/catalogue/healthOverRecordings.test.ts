import {
  CHECKS,
  evidenceContext,
  evaluateChecks,
  limitUseQueries,
  listEvidenceQueries,
  missingTraceQueries,
  type HealthEvidence,
} from '../../src/health';
import { healthyProcesses, probesDuring, processesDuring } from '../../src/health/testdata/recordedEvidence';
import { RECORDED_FINDINGS } from '../../src/health/testdata/recordedFindings';
import { generationOf, parseVersion, type MetricsInventory, type Topology } from '../../src/tempo';
import {
  startPrometheusWithRecording,
  type PrometheusWithHistory,
} from '../server/prometheus/startPrometheusWithRecording';
import { askForInventory, askForSeries } from './askPrometheus';

const SYSTEMS: Array<{ tempo: '2.6.1' | '3.0.3'; topology: Topology }> = [
  { tempo: '2.6.1', topology: 'microservices' },
  { tempo: '3.0.3', topology: 'single-binary' },
];

const SCRAPE_SECONDS = 15;
/** As often as a page would look. */
const REFRESH_SECONDS = 60;

describe.each(SYSTEMS)('$tempo, $topology', ({ tempo, topology }) => {
  let prometheus: PrometheusWithHistory;
  let inventory: MetricsInventory;

  beforeAll(async () => {
    prometheus = await startPrometheusWithRecording({ tempo, log: () => undefined });
    inventory = await askForInventory(prometheus.url, prometheus);
  });

  afterAll(() => prometheus?.stop());

  const { always, byFault } = RECORDED_FINDINGS[tempo];

  it('finds what is in the configuration, and nothing else while all is well', async () => {
    const { findings, unknown } = evaluateChecks(await evidenceAt(last(undefined), undefined));
    expect(findings.map(({ checkId }) => checkId).sort()).toEqual([...always].sort());
    // Everything could be asked; what is unknown lacks a setting or a probe, or is not in the recording.
    expect(unknown.flatMap(({ reasons }) => reasons).filter((reason) => reason.includes('did not answer'))).toEqual([]);
  });

  it.each(Object.entries(byFault))(
    '%s',
    async (name, expected) => {
      const fault = prometheus.faults.find((one) => one.name === name);
      const seen = new Set<string>();
      for (const atSeconds of timesOf(fault)) {
        const { findings } = evaluateChecks(await evidenceAt(atSeconds, fault?.name));
        findings.forEach(({ checkId }) => seen.add(checkId));
      }
      expect([...seen].filter((id) => !always.includes(id)).sort()).toEqual([...expected].sort());
    },
    60_000
  );

  it('asks nothing that Prometheus does not understand, whatever the release', async () => {
    const elsewhere = CHECKS.flatMap(({ queries }) =>
      [
        evidenceContext({ generation: '3.x', topology: 'microservices', inventory }, { namespace: 'a"b' }),
        evidenceContext({ generation: '2.x', topology: undefined, inventory: undefined }),
      ].flatMap((context) => [
        ...Object.values(queries?.(context) ?? {}),
        ...Object.values(limitUseQueries(context)),
        ...Object.values(missingTraceQueries(context)).flatMap((step) => Object.values(step)),
      ])
    );
    for (const expr of new Set(elsewhere)) {
      const end = prometheus.end;
      await expect(askForSeries(prometheus.url, expr, { start: end, end }, true)).resolves.toBeDefined();
    }
  });

  it('knows every fault', () => {
    expect(Object.keys(byFault)).toEqual(prometheus.faults.map(({ name }) => name));
  });

  /** The last scrape of a fault, or before the first of them. */
  function last(fault: { to: number } | undefined): number {
    return (fault?.to ?? prometheus.faults[0]?.from ?? 0) - SCRAPE_SECONDS;
  }

  /** All through a fault, from two scrapes after its beginning. */
  function timesOf(fault: { from: number; to: number } | undefined): number[] {
    const first = (fault?.from ?? 0) + 2 * SCRAPE_SECONDS;
    const count = Math.floor((last(fault) - first) / REFRESH_SECONDS) + 1;
    return Array.from({ length: count }, (_, index) => last(fault) - index * REFRESH_SECONDS);
  }

  async function evidenceAt(atSeconds: number, fault: string | undefined): Promise<HealthEvidence> {
    const version = parseVersion(tempo);
    const system = { version, generation: version && generationOf(version), topology, inventory };
    const context = evidenceContext(system);
    const answers = new Map<string, { ok: true; samples: Array<{ labels: Record<string, string>; value: number }> }>();
    for (const { expr } of listEvidenceQueries(context, system)) {
      const series = await askForSeries(prometheus.url, expr, { start: atSeconds, end: atSeconds }, true);
      const samples = series.map(({ labels, values }) => ({ labels, value: values[0]?.[1] ?? Number.NaN }));
      answers.set(expr, { ok: true, samples });
    }
    const isRecorded = fault !== undefined && tempo === '2.6.1';
    return {
      nowMs: Date.parse('2026-11-22T09:03:00Z'),
      system,
      processes: isRecorded ? await processesDuring(fault) : await healthyProcesses(tempo),
      numbers: { context, answers },
      probes: isRecorded ? await probesDuring(fault) : {},
      dataSource: { sendsTenant: false, tenantMissing: false, tenants: [] },
      wanted: {},
    };
  }
});
