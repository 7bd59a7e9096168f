import { limitUseQueries, type NumbersAnswer, type NumbersEvidence, type Sample } from '../../health';
import { maxBy, select, sumBy, type SignalContext } from '../../signals';
import { useSurroundings } from '../SurroundingsContext';
import { useAnswer, type Answer } from '../traced/useAnswer';
import { askNumbers } from './askNumbers';

/** Spans of a tenant that were thrown away. */
export interface Discard {
  readonly tenant: string;
  /** As Tempo names it: `rate_limited`. */
  readonly reason: string;
  /** Within the last hour. */
  readonly spans: number;
}

/** What Prometheus knows of tenants and their limits. */
export interface TenantNumbers {
  /** Present use by tenant, then by path of the limit, in its unit: that of the fullest process. */
  readonly use: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** Bytes per second of a tenant through all distributors together. */
  readonly receivedBytesPerSecond: ReadonlyMap<string, number>;
  readonly discards: readonly Discard[];
  /** `tempo_limits_defaults` by `limit_name`, and `tempo_limits_overrides` also by `user`. */
  readonly defaults: readonly Sample[];
  readonly overrides: readonly Sample[];
  /** Why some of it is not known, in the words of Prometheus. */
  readonly problems: readonly string[];
}

const RECEIVED = 'tempo_distributor_bytes_received_total';

/**
 * Use, discards and limits of all tenants in one request, asked again with each report.
 *
 * @param context - of the queries, as the report has it; undefined where there is no Prometheus: then nothing is asked
 * @param nowMs - the time of the report
 */
export function useTenantNumbers(
  context: NumbersEvidence['context'] | undefined,
  nowMs: number
): Answer<TenantNumbers> {
  const { metrics } = useSurroundings();
  return useAnswer(context && metrics && `${metrics.uid} ${nowMs}`, async (signal) => {
    if (!context || !metrics) {
      throw new RangeError('There is nobody to ask');
    }
    const uses = limitUseQueries(context);
    const named = namedQueries(context);
    const queries = [...Object.values(uses), ...Object.values(named)].map((expr) => ({ expr, checks: [] }));
    const answers = await askNumbers(metrics.uid, queries, nowMs, signal);
    return combine(answers, uses, named);
  });
}

type NamedQueries = ReturnType<typeof namedQueries>;

function namedQueries({ matchers }: SignalContext) {
  return {
    received: sumBy(['tenant'], `rate(${select(RECEIVED, matchers())}[$__rate_interval])`),
    discards: sumBy(['tenant', 'reason'], `increase(${select('tempo_discarded_spans_total', matchers())}[1h])`),
    defaults: maxBy(['limit_name'], select('tempo_limits_defaults', matchers())),
    overrides: maxBy(['limit_name', 'user'], select('tempo_limits_overrides', matchers())),
  };
}

function combine(
  answers: ReadonlyMap<string, NumbersAnswer>,
  uses: Readonly<Record<string, string>>,
  named: NamedQueries
): TenantNumbers {
  const samplesOf = (expr: string): readonly Sample[] => {
    const answer = answers.get(expr);
    return answer?.ok ? answer.samples : [];
  };
  const use = new Map<string, Record<string, number>>();
  for (const [path, expr] of Object.entries(uses)) {
    for (const { labels, value } of samplesOf(expr)) {
      const tenant = labels.tenant ?? '';
      use.set(tenant, { ...use.get(tenant), [path]: value });
    }
  }
  return {
    use,
    receivedBytesPerSecond: new Map(samplesOf(named.received).map(({ labels, value }) => [labels.tenant ?? '', value])),
    discards: samplesOf(named.discards)
      .filter(({ value }) => value > 0)
      .map(({ labels, value }) => ({ tenant: labels.tenant ?? '', reason: labels.reason ?? '', spans: value })),
    defaults: samplesOf(named.defaults),
    overrides: samplesOf(named.overrides),
    problems: [...new Set([...answers.values()].flatMap((answer) => (answer.ok ? [] : [answer.why])))],
  };
}
