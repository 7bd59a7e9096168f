import { answered, failed, from, runtime, type CheckCase } from './testdata/caseParts';
import { CASES, NO_VERSION_CASES } from './testdata/checkCases';
import { emptyEvidence, evidenceFor, withNumbers } from './testdata/buildEvidence';
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

it.each(NO_VERSION_CASES)('%s is not applicable to %s', (id, system) => {
  expect(judgeOne(id, { ...emptyEvidence(), system }).notApplicable).toMatchObject([{ checkId: id }]);
});
