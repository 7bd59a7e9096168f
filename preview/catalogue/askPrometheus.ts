import { readMetricsInventory, type BuildInfoSeries, type MetricsInventory } from '../../src/tempo';

/** One series of an answer: its labels, and its values by time (seconds since 1970). NaN values are left out. */
export interface Series {
  labels: Record<string, string>;
  values: Array<[time: number, value: number]>;
}

/** Seconds since 1970. */
interface Window {
  start: number;
  end: number;
}

/** As discovery asks (src/data/discover.ts). */
const TEMPO_METRICS = ['{__name__=~"tempo(db)?_.+"}', '{__name__=~"prometheus_remote_storage_.+",tenant!=""}'];

const STEP_SECONDS = 15;

/** What `$__rate_interval` is at a step of 15 seconds: four scrape intervals. */
const RATE_INTERVAL = '1m';

/** The inventory as the plugin reads it. */
export async function askForInventory(url: string, window: Window): Promise<MetricsInventory> {
  const names = await ask<string[]>(url, '/api/v1/label/__name__/values', [
    ...TEMPO_METRICS.map((selector): [string, string] => ['match[]', selector]),
    ...bounds(window),
  ]);
  const processes = await ask<BuildInfoSeries[]>(url, '/api/v1/series', [
    ['match[]', 'tempo_build_info'],
    ...bounds(window),
  ]);
  return readMetricsInventory(names, processes);
}

/** The answer to an expression over a window, or at its end. @throws if Prometheus answers with an error */
export async function askForSeries(url: string, expr: string, window: Window, instant = false): Promise<Series[]> {
  const query: [string, string] = ['query', interpolate(expr, window)];
  interface Answer {
    result: Array<{ metric: Record<string, string>; values?: Array<[number, string]>; value?: [number, string] }>;
  }
  const { result } = instant
    ? await ask<Answer>(url, '/api/v1/query', [query, ['time', String(window.end)]])
    : await ask<Answer>(url, '/api/v1/query_range', [query, ...bounds(window), ['step', `${STEP_SECONDS}`]]);
  return result
    .map(({ metric, values, value }) => ({
      labels: metric,
      values: (values ?? (value ? [value] : []))
        .map(([time, text]): [number, number] => [time, Number(text)])
        .filter(([, number]) => !Number.isNaN(number)),
    }))
    .filter(({ values }) => values.length > 0);
}

/** As Grafana does, with all variables at "All". */
function interpolate(expr: string, { start, end }: Window): string {
  return expr
    .replaceAll('$__rate_interval', RATE_INTERVAL)
    .replaceAll('$__range', `${Math.round(end - start)}s`)
    .replaceAll(/"\$[a-z]+"/g, '".*"');
}

function bounds({ start, end }: Window): Array<[string, string]> {
  return [
    ['start', String(start)],
    ['end', String(end)],
  ];
}

async function ask<T>(url: string, path: string, parameters: Array<[string, string]>): Promise<T> {
  const response = await fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams(parameters) }).then(
    // Label values cannot be asked for by POST.
    (posted) => (posted.status === 405 ? fetch(`${url}${path}?${new URLSearchParams(parameters)}`) : posted)
  );
  const answer = (await response.json()) as { status: string; error?: string; data: T };
  if (answer.status !== 'success') {
    throw new Error(answer.error);
  }
  return answer.data;
}
