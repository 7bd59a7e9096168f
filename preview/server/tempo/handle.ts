/** The HTTP API of the embedded Tempo as a function: which path goes to which handler, and what comes of errors. */
import { Answer, ApiRequest, HttpError, NOT_FOUND, TempoState, text } from './api/answer';
import { metricsQuery, metricsQueryRange } from './api/metricsApi';
import { search } from './api/searchApi';
import { withCurrentTime, withTimesOfNow } from './api/statusPages';
import { searchTags, searchTagsV2, searchTagValues, searchTagValuesV2 } from './api/tagsApi';
import { traceById, traceByIdV2 } from './api/tracesApi';

type Handler = (request: ApiRequest, state: TempoState, argument: string) => Answer;

const ROUTES: ReadonlyArray<readonly [RegExp, Handler]> = [
  [/^\/api\/echo$/, () => text(200, 'echo\n')],
  [/^\/ready$/, ready],
  [/^\/api\/search$/, search],
  [/^\/api\/search\/tags$/, searchTags],
  [/^\/api\/v2\/search\/tags$/, searchTagsV2],
  [/^\/api\/search\/tag\/(.*)\/values$/s, tagRoute(searchTagValues)],
  [/^\/api\/v2\/search\/tag\/(.*)\/values$/s, tagRoute(searchTagValuesV2)],
  [/^\/api\/traces\/([^/]+)$/, traceById],
  [/^\/api\/v2\/traces\/([^/]+)$/, traceByIdV2],
  [/^\/api\/metrics\/query_range$/, metricsQueryRange],
  [/^\/api\/metrics\/query$/, metricsQuery],
  [/^\/metrics$/, ownMetrics],
];

/** Never throws: what goes wrong is a 500 with its text. */
export function handle(request: ApiRequest, state: TempoState): Answer {
  try {
    const path = decodePath(request.path);
    for (const [pattern, handler] of ROUTES) {
      const match = pattern.exec(path);
      if (match) {
        return handler(request, state, match[1] ?? '');
      }
    }
    return statusPage(request, path, state);
  } catch (error) {
    if (error instanceof HttpError) {
      return text(error.status, error.message);
    }
    return text(500, `${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Before 2.10 the name of a tag ends at a slash. */
function tagRoute(handler: Handler): Handler {
  return (request, state, tag) =>
    tag === '' || (state.behaviour.generation === '2.6' && tag.includes('/'))
      ? NOT_FOUND
      : handler(request, state, tag);
}

function ready(_request: ApiRequest, state: TempoState): Answer {
  const reason = state.notReady?.() ?? null;
  return reason === null ? text(200, 'ready\n') : text(503, reason);
}

function ownMetrics(_request: ApiRequest, state: TempoState): Answer {
  return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: state.metrics?.() ?? '' };
}

const started = Date.now();

function statusPage(request: ApiRequest, path: string, state: TempoState): Answer {
  const mode = request.query.get('mode');
  const page = (mode ? state.pages[`${path}?mode=${mode}`] : undefined) ?? pageOf(path, state);
  if (!page) {
    // A page below /status/ that does not exist makes Tempo's handler panic.
    return /^\/status\/[^/]+$/.test(path) ? { status: 0, body: '' } : NOT_FOUND;
  }
  if (path.startsWith('/status') && request.method !== 'GET') {
    return { status: 405, body: '' };
  }
  const now = state.now();
  if (page.json !== undefined && request.headers.accept?.includes('application/json')) {
    return { status: 200, type: 'application/json', body: withTimesOfNow(page.json, now) };
  }
  return { status: page.status, type: page.type, body: withCurrentTime(page.body, now, started) };
}

const TENANT_PAGE = '/status/overrides/single-tenant';

/** The overrides of every tenant are the defaults. */
function pageOf(path: string, state: TempoState): TempoState['pages'][string] {
  const tenant = /^\/status\/overrides\/([^/]+)$/.exec(path)?.[1];
  const page = state.pages[tenant === undefined ? path : TENANT_PAGE];
  return page && tenant !== undefined
    ? {
        ...page,
        body: page.body.replaceAll('single-tenant', tenant),
        json: page.json?.replaceAll('single-tenant', tenant),
      }
    : page;
}
