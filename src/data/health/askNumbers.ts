import { askPrometheus, fetchErrorMessage } from '../../grafana';
import type { EvidenceQuery, NumbersAnswer, Sample } from '../../health';
import { isAbort } from '../../tempo';

/** Queries that go into one request: Grafana runs those of a request side by side, and Prometheus has other guests. */
const BATCH = 20;

/** What `rate()` looks back on in place of `$__rate_interval`: several scrapes of any usual interval. */
const RATE_INTERVAL = '5m';
const RANGE = '1h';

/**
 * Asks each query once, at one moment. A query that fails leaves the others their answers.
 *
 * @throws AbortError if the signal ended it
 */
export async function askNumbers(
  uid: string,
  queries: readonly EvidenceQuery[],
  nowMs: number,
  signal: AbortSignal
): Promise<Map<string, NumbersAnswer>> {
  const answers = new Map<string, NumbersAnswer>();
  for (let at = 0; at < queries.length; at += BATCH) {
    const batch = queries.slice(at, at + BATCH).map(({ expr }) => expr);
    for (const [expr, answer] of await askBatch(uid, batch, nowMs, signal)) {
      answers.set(expr, answer);
    }
  }
  return answers;
}

async function askBatch(
  uid: string,
  exprs: readonly string[],
  nowMs: number,
  signal: AbortSignal
): Promise<Array<[string, NumbersAnswer]>> {
  const queries = Object.fromEntries(
    exprs.map((expr, index) => [String(index), { expr: withoutVariables(expr), instant: true }])
  );
  try {
    const question = { queries, fromMs: nowMs - 3_600_000, toMs: nowMs, points: 60 };
    const answered = await askPrometheus(uid, question, signal);
    return exprs.map((expr, index) => [expr, toNumbers(answered[String(index)])]);
  } catch (error) {
    if (signal.aborted || isAbort(error)) {
      throw new DOMException('The questions were cancelled', 'AbortError');
    }
    const why = fetchErrorMessage(error);
    return exprs.map((expr) => [expr, { ok: false, why }]);
  }
}

type Answered = Awaited<ReturnType<typeof askPrometheus>>[string];

function toNumbers(answer: Answered | undefined): NumbersAnswer {
  if (!answer?.ok) {
    return { ok: false, why: answer?.why ?? '' };
  }
  const samples = answer.series.flatMap(({ labels, values }): Sample[] => {
    const value = values.at(-1);
    return value === undefined || value === null ? [] : [{ labels, value }];
  });
  return { ok: true, samples };
}

/** The intervals that a page or dashboard would fill in. */
function withoutVariables(expr: string): string {
  return expr.replaceAll('$__rate_interval', RATE_INTERVAL).replaceAll('$__range', RANGE);
}
