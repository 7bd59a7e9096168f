import { select } from '../../signals';
import { fine, found, unknown, type Check, type CheckInput, type Judgement, type Subject } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { formatBytes, formatCount, formatValue, type ValueUnit } from '../formatValue';
import { groupByOverrides } from '../limits/differingOverrides';
import { limitsOfTenant, type EffectiveLimit } from '../limits/effectiveLimits';
import { answersTo, whyUnanswered } from '../processAnswers';
import { advice, defaultLimit, tenantLimit } from '../remedy';

/** What hardly anybody can keep, by the path of the limit. 0 is another matter: no limit, or a check of its own. */
const SMALL: ReadonlyArray<{ path: string; below: number; unit: ValueUnit; means: string }> = [
  { path: 'ingestion.rate_limit_bytes', below: 10_000, unit: 'bytes/s', means: 'some ten spans a second' },
  { path: 'ingestion.burst_size_bytes', below: 500_000, unit: 'bytes', means: 'larger requests are refused whole' },
  { path: 'ingestion.max_traces_per_user', below: 100, unit: 'count', means: 'no more traces at a time' },
  { path: 'global.max_bytes_per_trace', below: 100_000, unit: 'bytes', means: 'about a hundred spans' },
];

/** The limits of tenants as processes work with them. */
export const OVERRIDES_CHECKS: readonly Check[] = [
  {
    id: 'limits.too-small',
    title: 'Limits are too small for ordinary traffic',
    looksAt: 'The limits in force by default and of tenants with overrides, as processes show them.',
    cause:
      'A collector sends batches of hundreds of kilobytes: one that is larger than the burst is refused, however seldom it comes. An ordinary trace has some hundred spans of about a kilobyte. Often a unit was mistaken: the limits count bytes, not kilobytes or spans.',
    severity: 'warning',
    confidence: 'likely',
    judge: judgeSmallLimits,
    remedies: [
      defaultLimit(
        'Bytes per second for all tenants without a block of their own …',
        'ingestion.rate_limit_bytes',
        15_000_000
      ),
      defaultLimit('… and at once.', 'ingestion.burst_size_bytes', 20_000_000),
      tenantLimit(
        'Or for one tenant. Its block must name the other limits, too.',
        'ingestion.rate_limit_bytes',
        15_000_000
      ),
      advice(
        'A tenant that is kept small on purpose is better sampled in its collector: what is refused here is lost at random.'
      ),
    ],
    panel: 'ingestion.discarded-by-reason',
    doc: HEALTH_DOCS.ingestionLimits,
  },
  {
    id: 'configuration.overrides-differ',
    title: 'Processes work with different overrides',
    looksAt:
      'Hashes of the runtime configuration in all processes, over 10 minutes, and the limits that processes show now.',
    cause:
      'Some processes have an older file: limits depend on who is asked. A config map takes a minute or two to reach all pods; after 10 minutes something is stuck.',
    severity: 'warning',
    confidence: 'likely',
    queries: ({ matchers }) => {
      const hash = select('tempo_runtime_config_hash', matchers());
      return { versions: `count(count by (sha256) (min_over_time(${hash}[10m]) and ${hash}))` };
    },
    queriesOptional: true,
    judge: judgeDifference,
    remedies: [
      advice('Do all components mount the same config map (helm: one runtime configuration for all)?'),
      advice('subPath mounts are never updated: mount the folder.'),
      advice('Do their own configurations have the same defaults (overrides.defaults)?'),
    ],
    panel: 'errors.overrides-versions',
    doc: HEALTH_DOCS.overrides,
  },
];

function judgeSmallLimits({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'runtimeConfig');
  if (answers.length === 0) {
    return unknown(whyUnanswered('runtimeConfig', failures));
  }
  const { generation } = evidence.system;
  const small = new Map<string, Subject>();
  for (const { value } of answers) {
    // A name that no tenant has: what it gets are the defaults, or the block for all.
    for (const tenant of ['', ...value.tenants.keys(), ...value.userConfigurable.keys()]) {
      const name = tenant === '' ? 'by default' : tenant;
      for (const subject of limitsOfTenant(value, tenant, generation).flatMap((limit) => describeSmall(name, limit))) {
        small.set(subject.name, subject);
      }
    }
  }
  return small.size === 0
    ? fine('All limits are of a usual size.')
    : found(`${formatCount(small.size, 'limit is', 'limits are')} smaller than ordinary traffic needs.`, {
        subjects: [...small.values()],
      });
}

function describeSmall(tenant: string, { limit: { path }, value }: EffectiveLimit): Subject[] {
  return SMALL.filter((small) => small.path === path && value > 0 && value < small.below).map(({ unit, means }) => ({
    name: `${path} ${tenant === 'by default' ? tenant : `of ${tenant}`}`,
    detail: `${unit === 'bytes' ? formatBytes(value) : formatValue(value, unit)}: ${means}`,
  }));
}

function judgeDifference({ evidence, numbers }: CheckInput): Judgement {
  const versions = numbers.versions?.[0]?.value;
  const groups = groupByOverrides(evidence.processes);
  if (versions !== undefined && versions > 1) {
    return found(`There are ${versions} versions of the overrides.`, {
      subjects: groups.length > 1 ? describe(groups) : [],
    });
  }
  if (groups.length > 1) {
    return found(`Processes answer ${groups.length} different sets of limits.`, {
      subjects: describe(groups),
      // Within the seconds that it takes all to read a new file that is as it should be.
      confidence: 'possible',
    });
  }
  const answered = groups[0]?.processes.length ?? 0;
  return versions === undefined && answered < 2
    ? unknown(
        'Prometheus has no tempo_runtime_config_hash (no process has an overrides file), and fewer than two processes show their limits.'
      )
    : fine('All processes have the same overrides.');
}

function describe(groups: ReturnType<typeof groupByOverrides>): Subject[] {
  return groups.map(({ processes, config }) => ({
    name: processes.join(', '),
    detail: `${formatCount(config.tenants.size, 'tenant', 'tenants')} with a block of overrides`,
  }));
}
