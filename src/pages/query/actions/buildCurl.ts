import type { SharedQuery } from './buildLinks';

interface AbsoluteRange {
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * A command that asks Tempo the same, without Grafana. The browser does not know Tempo's address nor its tenant: they are
 * variables of the shell, and the first line says so.
 */
export function buildCurl(shared: SharedQuery, range: AbsoluteRange, sendsTenant: boolean): string {
  const { path, parameters } = requestOf(shared, range);
  const lines = [
    `curl --silent --show-error --get "\${TEMPO_URL:-http://localhost:3200}${path}"`,
    ...(sendsTenant ? ['--header "X-Scope-OrgID: ${TEMPO_TENANT:?set it to the tenant}"'] : []),
    ...parameters.map(([name, value]) => `--data-urlencode ${quoteForShell(`${name}=${value}`)}`),
  ];
  return lines.join(' \\\n  ');
}

interface Request {
  readonly path: string;
  readonly parameters: ReadonlyArray<readonly [name: string, value: string | number]>;
}

function requestOf(shared: SharedQuery, range: AbsoluteRange): Request {
  if (shared.traceId) {
    // Without times Tempo looks everywhere, as the page does.
    return { path: `/api/v2/traces/${shared.traceId}`, parameters: [] };
  }
  return {
    path: shared.isMetrics ? '/api/metrics/query_range' : '/api/search',
    parameters: [
      ['q', shared.text],
      ['start', Math.floor(range.fromMs / 1000)],
      ['end', Math.ceil(range.toMs / 1000)],
      ...(shared.isMetrics ? metricsParameters(shared) : searchParameters(shared)),
    ],
  };
}

function searchParameters({ limit, spansPerSpanset }: SharedQuery): Array<[string, number]> {
  return [
    ['limit', limit],
    ['spss', spansPerSpanset],
  ];
}

function metricsParameters({ stepSeconds }: SharedQuery): Array<[string, string]> {
  return stepSeconds === undefined ? [] : [['step', `${stepSeconds}s`]];
}

/** A word for a POSIX shell: between single quotes nothing is special but the quote itself. */
function quoteForShell(text: string): string {
  return /^[\w=./:-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
