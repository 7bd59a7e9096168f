import {
  CoreApp,
  dateTime,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { filter, firstValueFrom, from, fromEvent, mergeMap, race, throwError } from 'rxjs';

/** Several expressions over one range, asked in one request. */
interface PromqlQuestion<Name extends string> {
  /** By a name of the asker's; what is undefined is not asked. `$__rate_interval` is filled in by the data source. */
  readonly queries: Readonly<Record<Name, PromqlExpression | undefined>>;
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** About how many points a series shall have. */
  readonly points: number;
}

interface PromqlExpression {
  readonly expr: string;
  /** One value at the end of the range in place of a series over it. */
  readonly instant?: boolean;
}

/** One series: a time (epoch milliseconds) and a value in each place; null where there is no number. */
interface PromqlSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: ReadonlyArray<number | null>;
}

/** As the Prometheus data source takes it (dataquery.cue, Grafana 12.3). */
interface PrometheusTarget extends DataQuery {
  expr: string;
  range: boolean;
  instant: boolean;
  format: 'time_series';
}

/**
 * Asks a Prometheus data source through Grafana, so that limits, caches and rights of the data source hold.
 *
 * @returns the series by the names of the queries; an empty list for one that found nothing
 * @throws AbortError if the signal ended it; Error with the words of Prometheus, also if only one of the queries failed
 */
export async function queryPrometheus<Name extends string>(
  uid: string,
  question: PromqlQuestion<Name>,
  signal: AbortSignal
): Promise<Record<Name, PromqlSeries[]>> {
  const answers = await askPrometheus(uid, question, signal);
  const names = Object.keys(question.queries) as Name[];
  return Object.fromEntries(
    names.map((name) => {
      const answer = answers[name];
      if (!answer.ok) {
        throw new Error(answer.why);
      }
      return [name, answer.series];
    })
  ) as Record<Name, PromqlSeries[]>;
}

/** What became of one query of several. */
export type PromqlAnswer =
  { readonly ok: true; readonly series: PromqlSeries[] } | { readonly ok: false; readonly why: string };

/**
 * As `queryPrometheus`, but what went wrong with one query leaves the others their answers.
 *
 * @throws AbortError if the signal ended it; Error if no query could be asked at all
 */
export async function askPrometheus<Name extends string>(
  uid: string,
  question: PromqlQuestion<Name>,
  signal: AbortSignal
): Promise<Record<Name, PromqlAnswer>> {
  const names = Object.keys(question.queries) as Name[];
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const source = await getDataSourceSrv().get(uid);
  signal.throwIfAborted();
  const aborted = fromEvent(signal, 'abort').pipe(
    mergeMap(() => throwError(() => new DOMException('The query was cancelled', 'AbortError')))
  );
  const answered = from(source.query(requestOf(uid, question, names))).pipe(
    filter((response: DataQueryResponse) => isComplete(response))
  );
  const response = await firstValueFrom(race(answered, aborted));
  const answerOf = (refId: string): PromqlAnswer => {
    const failure = failureOf(response, refId);
    const frames = response.data.filter((frame: DataFrame) => frame.refId === refId);
    return failure === undefined ? { ok: true, series: frames.flatMap(readFrame) } : { ok: false, why: failure };
  };
  return Object.fromEntries(names.map((name, index) => [name, answerOf(refIdOf(index))])) as Record<Name, PromqlAnswer>;
}

/** An error that names no query is one of all of them. */
function failureOf(response: DataQueryResponse, refId: string): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const errors = response.errors ?? (response.error ? [response.error] : []);
  const failure = errors.find((error) => error.refId === undefined || error.refId === refId);
  return failure && (failure.message ?? failure.data?.message ?? 'Prometheus reports an error without words');
}

/** Grafana ends a request of the same ID when the next one begins, and puts the ID into the address: short, and its own. */
let requests = 0;

function requestOf<Name extends string>(
  uid: string,
  { queries, fromMs, toMs, points }: PromqlQuestion<Name>,
  names: readonly Name[]
): DataQueryRequest<PrometheusTarget> {
  const range = { from: dateTime(fromMs), to: dateTime(toMs) };
  const intervalMs = Math.max(1000, Math.ceil((toMs - fromMs) / points));
  const targets = names.flatMap((name, index) => {
    const query = queries[name];
    return query === undefined ? [] : [targetOf(uid, refIdOf(index), query)];
  });
  return {
    requestId: `tempo-companion-promql-${(requests += 1)}`,
    app: CoreApp.Unknown,
    interval: `${Math.ceil(intervalMs / 1000)}s`,
    intervalMs,
    maxDataPoints: points,
    range: { ...range, raw: range },
    scopedVars: {},
    startTime: Date.now(),
    timezone: 'browser',
    targets,
  };
}

function targetOf(uid: string, refId: string, { expr, instant = false }: PromqlExpression): PrometheusTarget {
  return { refId, datasource: { type: 'prometheus', uid }, expr, instant, range: !instant, format: 'time_series' };
}

function refIdOf(index: number): string {
  return `Q${index}`;
}

/** Data sources may answer in parts, and say so. */
function isComplete({ state }: DataQueryResponse): boolean {
  return state === undefined || state === 'Done' || state === 'Error';
}

function readFrame({ fields }: DataFrame): PromqlSeries[] {
  const times = fields.find(({ type }) => type === FieldType.time);
  return fields
    .filter(({ type }) => type === FieldType.number)
    .map(({ labels = {}, values }) => ({
      labels,
      timesMs: times ? Array.from<number>(times.values) : [],
      values: Array.from(values, (value: unknown) =>
        typeof value === 'number' && Number.isFinite(value) ? value : null
      ),
    }));
}
