import { answered, config, failed, from, routes, runtime, type CheckCase } from './testdata/caseParts';
import { CASES, NO_VERSION_CASES } from './testdata/checkCases';
import { emptyEvidence, evidenceFor, systemOf, withNumbers } from './testdata/buildEvidence';
import { CHECKS } from './catalogue';
import { evaluateChecks, type HealthReport } from './evaluateChecks';

const byId = new Map(CHECKS.map((check) => [check.id as string, check]));
const judgeOne = (id: string, evidence: Parameters<typeof evaluateChecks>[0]): HealthReport => {
  const check = byId.get(id);
  if (!check) {
    throw new Error(id);
  }
  return evaluateChecks(evidence, [check]);
};

it('has a case for every check, and none for another', () => {
  expect(CASES.map(({ id }) => id).sort()).toEqual(CHECKS.map(({ id }) => id).sort());
});

describe.each(CASES.map((one): [string, CheckCase] => [one.id, one]))('%s', (id, { found, fine, says, severity }) => {
  it('fires', () => {
    const { findings } = judgeOne(id, evidenceFor(id, found));
    expect(findings).toMatchObject([{ checkId: id, ...(severity ? { severity } : {}) }]);
    expect(findings[0]?.what).toMatch(says);
    expect(findings[0]?.what).not.toMatch(/undefined|NaN|\[object/);
    expect(JSON.stringify(findings[0]?.subjects)).not.toMatch(/undefined|NaN|\[object/);
  });

  it('stays silent', () => {
    const report = judgeOne(id, evidenceFor(id, fine));
    expect(report.findings).toEqual([]);
    expect(report.fine).toMatchObject([{ checkId: id }]);
  });
});

describe('without evidence', () => {
  const report = evaluateChecks(emptyEvidence());

  it('nothing is found and nothing is fine', () => {
    expect(report.findings).toEqual([]);
    expect(report.fine).toEqual([]);
    expect(report.unknown.length + report.notApplicable.length).toBe(CHECKS.length);
  });

  it('every check says what is missing', () => {
    for (const { checkId, reasons } of report.unknown) {
      expect({ checkId, reasons }).toEqual({ checkId, reasons: [expect.stringMatching(/^[A-Z].*\.$/)] });
    }
  });

  it('a Prometheus without this Tempo is no evidence either', () => {
    const { findings, fine } = evaluateChecks(withNumbers(emptyEvidence(), {}, { present: false }));
    expect(findings).toEqual([]);
    expect(fine).toEqual([]);
  });

  it('a Prometheus that fails is none', () => {
    const { findings, fine, unknown } = evaluateChecks(withNumbers(emptyEvidence(), {}, { fails: true }));
    expect(findings).toEqual([]);
    expect(fine).toEqual([]);
    expect(unknown.some(({ reasons }) => reasons.join('').includes('bad gateway'))).toBe(true);
  });
});

it('puts the reason before what people notice of it', () => {
  const failure = failed('no org id', 'no-tenant');
  const report = evaluateChecks({ ...emptyEvidence(), probes: { search: failure, metrics: failure } });
  expect(report.findings.map(({ checkId }) => checkId)).toEqual([
    'access.tenant-missing',
    'reads.search-fails',
    'reads.metrics-fail',
  ]);
});

it('reports secrets of overrides', () => {
  const text = 'defaults: {}\noverrides:\n  team-a:\n    headers:\n      Authorization: hunter2';
  const { processes = [] } = from('distributor', { runtimeConfig: runtime(text) });
  const { findings } = judgeOne('access.secrets-shown', { ...emptyEvidence(), processes });
  expect(findings).toMatchObject([
    {
      what: '1 value looks secret and is shown.',
      subjects: [
        {
          name: 'overrides.team-a.headers.Authorization in /status/runtime_config',
          detail: 'shown by the distributor',
        },
      ],
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

it('judges the time of questions with that of the way where nobody knows it', () => {
  const slow = (seconds: number) =>
    judgeOne('reads.slow-answers', { ...emptyEvidence(), probes: { search: answered(seconds) } });
  expect(slow(9).findings).toEqual([]);
  expect(slow(11).findings).toMatchObject([{ what: expect.stringContaining('longer than 10 s') }]);
});

describe('a setting is read of the process that works with it', () => {
  const shows = (version: string, ...files: Array<ReturnType<typeof config>>) => ({
    ...emptyEvidence(),
    system: systemOf(version),
    processes: files.flatMap(({ processes = [] }) => processes),
    wanted: { retentionSeconds: 2_592_000 },
  });
  const distributor = config('distributor:\n  receivers: {}');

  it('and not of another, which has a file of its own', () => {
    const id = 'configuration.job-size';
    const frontend = config('query_frontend:\n  search:\n    target_bytes_per_job: 1000000', 'query-frontend');
    expect(judgeOne(id, shows('2.6.1', distributor, frontend)).findings).toMatchObject([{ checkId: id }]);
    expect(judgeOne(id, shows('2.6.1', distributor)).unknown).toMatchObject([
      { reasons: [expect.stringContaining('add a route to the query-frontend')] },
    ]);
  });

  it('gap between recent data and blocks: two processes', () => {
    const id = 'configuration.recent-data-gap';
    const ingester = config('ingester:\n  complete_block_timeout: 20m', 'ingester');
    const frontend = config('query_frontend:\n  search:\n    query_backend_after: 30m', 'query-frontend');
    expect(judgeOne(id, shows('2.6.1', distributor, ingester, frontend)).findings[0]?.what).toBe(
      'Blocks leave ingesters 20 min after they are written (the ingester), and searches look into storage from an age of 30 min on (the query-frontend).'
    );
    expect(judgeOne(id, shows('2.6.1', distributor, ingester)).unknown).toHaveLength(1);
  });

  it('retention: the compactor of 2.x, the worker of 3.x, whose scheduler deletes nothing', () => {
    const id = 'storage.retention-too-short';
    const scheduler = config(
      'backend_scheduler:\n  provider:\n    compaction:\n      compaction:\n        block_retention: 720h',
      'backend-scheduler'
    );
    const worker = config('backend_worker:\n  compaction:\n    block_retention: 48h', 'backend-worker');
    expect(judgeOne(id, shows('3.0.3', scheduler, worker)).findings[0]?.what).toBe(
      'Traces are kept for 2 d; 30 d are wanted.'
    );
    expect(judgeOne(id, shows('3.0.3', scheduler)).unknown).toHaveLength(1);
    // 14 days are the default of the compactor, which is not among those that answered.
    expect(judgeOne(id, shows('2.6.1', distributor)).unknown).toHaveLength(1);
  });
});

it('knows that a list of routes without /metrics is not whole', () => {
  const { findings } = judgeOne('access.profiles', evidenceFor('access.profiles', routes('/api/search')));
  expect(findings).toMatchObject([{ confidence: 'likely', what: expect.stringContaining('stream_over_http_enabled') }]);
});

it('does not blame routes that are not there', () => {
  const { findings } = judgeOne(
    'access.changing-routes',
    evidenceFor('access.changing-routes', routes('/live-store/prepare-downscale'))
  );
  expect(findings).toMatchObject([{ severity: 'info' }]);
  expect(findings[0]?.cause).not.toMatch(/shutdown|ingester/);
});

it('takes the block * for the limit of tenants without one', () => {
  const { context } = withNumbers(emptyEvidence(), {}).numbers ?? {};
  for (const id of ['limits.rate-near', 'limits.live-traces-near']) {
    const [expr = ''] = context ? Object.values(byId.get(id)?.queries?.(context) ?? {}) : [];
    expect(expr.indexOf('user="*"')).toBeGreaterThan(0);
    expect(expr.indexOf('tempo_limits_defaults')).toBeGreaterThan(expr.indexOf('user="*"'));
  }
});

it.each(NO_VERSION_CASES)('%s is not applicable to %s', (id, system) => {
  expect(judgeOne(id, { ...emptyEvidence(), system }).notApplicable).toMatchObject([{ checkId: id }]);
});
