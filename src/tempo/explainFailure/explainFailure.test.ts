import { failureOf, type TempoFailure, type TempoFailureKind } from '../failure';
import { RECORDED_ERRORS, type RecordedError } from '../testdata/recordedQueries';
import { ERROR_CHAPTERS } from './errorCatalogue';
import type { ErrorEntry } from './errorEntry';
import { explainFailure } from './explainFailure';
import type { QuestionKind } from './explanation';
import { GENERIC_ERRORS } from './genericErrors';

const ENTRIES = ERROR_CHAPTERS.flatMap(({ entries }) => entries);
const situation = { version: '2.6.1', question: 'search' as QuestionKind };

const text = (status: number, body: string): TempoFailure => {
  const failure = failureOf('/api/search', { status, contentType: 'text/plain', body });
  if (!failure) {
    throw new Error(`${status} is no failure`);
  }
  return failure;
};

function failureFrom({ path, status, body }: RecordedError): TempoFailure {
  return status === 0 ? { kind: 'unreachable', path, said: body } : { ...text(status, body), path };
}

function questionOf(path: string): QuestionKind {
  if (path.includes('/traces/')) {
    return 'trace';
  }
  if (path.includes('/metrics/')) {
    return 'metrics';
  }
  return path.includes('/tag') ? 'tags' : 'search';
}

describe('every recorded error', () => {
  it.each(RECORDED_ERRORS.map((error) => [error.system, error.status, error.body.slice(0, 80), error] as const))(
    '%s %d %s',
    (system, _status, _body, error) => {
      const explanation = explainFailure(failureFrom(error), {
        version: system.slice(0, 5),
        question: questionOf(error.path),
      });
      expect(explanation.id).not.toMatch(/^generic-/);
      expect(explanation.original).toBe(error.body.trim());
      expect(explanation.remedies.length).toBeGreaterThan(0);
    }
  );

  it.each([
    ['unexpected $end', 'incomplete-query'],
    ['parent not yet supported', 'not-yet-supported'],
    ['unexpected IDENTIFIER', 'parse-error'],
    ['localblocks', 'local-blocks-missing'],
    ['code = Unavailable', 'component-unreachable'],
    ['TimeoutError', 'connection-lost'],
    ['no org id', 'no-tenant'],
    ['../x', 'bad-tenant'],
    ['invalid limit', 'invalid-parameter'],
    ['must be before end', 'invalid-time'],
    ['value out of range', 'invalid-time'],
    ['start required', 'invalid-time'],
    ['step of', 'step-too-small'],
    ['step required', 'step-too-small'],
    ['exceeds 3h0m0s', 'range-too-long'],
    ['not a metrics query', 'not-a-metrics-query'],
    ['hex characters', 'no-trace-id'],
    ['valid tagName', 'unknown-field'],
  ])('with "%s" is %s', (part, id) => {
    const recorded = RECORDED_ERRORS.filter(({ body }) => body.includes(part));
    expect(recorded.length).toBeGreaterThan(0);
    const ids = recorded.map(
      (error) => explainFailure(failureFrom(error), { version: '', question: questionOf(error.path) }).id
    );
    expect(new Set(ids)).toEqual(new Set([id]));
  });
});

describe('what else Tempo, Grafana and proxies say', () => {
  it.each<[number, string, string, QuestionKind?]>([
    [400, 'invalid TraceQL query: parse error at line 1, col 5: literal not terminated', 'unterminated-text'],
    [400, 'invalid TraceQL query: parse error : unknown', 'parse-error'],
    [400, 'range specified by start and end exceeds 168h0m0s. received start=1 end=2', 'range-too-long'],
    [400, 'metrics query time range exceeds the maximum allowed duration of 24h0m0s', 'range-too-long', 'metrics'],
    [400, 'limit 300000 exceeds max limit 262144', 'limit-too-high'],
    [400, 'spans per span set exceeds 100. received 500', 'too-many-spans-per-spanset'],
    [429, 'job queue full', 'queue-full'],
    [500, 'too many outstanding requests', 'queue-full'],
    [429, 'Too Many Requests', 'rate-limited'],
    [503, 'unable to process request in the configured timeout', 'api-timeout'],
    [504, 'context deadline exceeded', 'deadline-exceeded'],
    [504, '', 'proxy-timeout'],
    [499, 'context canceled', 'cancelled-upstream'],
    [500, 'error finding generators in Querier.queryRangeRecent: empty ring', 'empty-ring', 'metrics'],
    [
      500,
      'error querying generators in Querier.queryRangeRecent: too many unhealthy instances in the ring',
      'unhealthy-ring',
    ],
    [500, 'at least 1 healthy replica required, could only find 0 - unhealthy instances: a', 'unhealthy-ring'],
    [
      500,
      'error querying live-stores in Querier.SearchRecent: rpc error: code = Unknown desc = cannot guarantee complete results',
      'lagging-live-store',
    ],
    [
      500,
      'rpc error: code = ResourceExhausted desc = grpc: received message larger than max (5 vs. 4)',
      'message-too-large',
    ],
    [500, 'response larger than the max (5 vs 4)', 'message-too-large'],
    [422, 'trace exceeds max size (max bytes: 5000000)', 'trace-too-large', 'trace'],
    [503, 'Query Frontend not ready: not ready: number of queriers connected to query-frontend is 0', 'no-querier'],
    [503, 'LiveStore not ready: live-store is starting', 'component-starting'],
    [500, "queue doesn't have room for 100 jobs", 'pool-full'],
    [400, '{"message":"Authentication to data source failed"}', 'credentials-refused'],
    [403, '{"message":"Access denied to datasource"}', 'grafana-denied'],
    [403, 'RBAC: access denied', 'gateway-denied'],
    [401, '<html><h1>401 Authorization Required</h1></html>', 'gateway-denied'],
    [404, '{"message":"Unable to find datasource"}', 'data-source-missing'],
    [404, '404 page not found', 'route-missing'],
    [404, '', 'route-missing'],
    [404, '', 'trace-not-found', 'trace'],
    [404, '404 page not found', 'route-missing', 'trace'],
    [404, '<html><title>404 Not Found</title><center>nginx</center></html>', 'gateway-not-found'],
    [502, '', 'bad-gateway'],
    [502, '<html><h1>502 Bad Gateway</h1></html>', 'bad-gateway'],
    [414, '<html><h1>414 Request-URI Too Large</h1></html>', 'request-too-long'],
    [500, 'something new', 'generic-failed'],
    [418, 'something new', 'generic-bad-request'],
    [503, 'something new', 'generic-overloaded'],
  ])('%d %s', (status, body, id, question = 'search') => {
    expect(explainFailure(text(status, body), { version: '', question }).id).toBe(id);
  });

  it.each<[TempoFailure, string]>([
    [{ kind: 'not-tempo', path: '/x', said: '<html>' }, 'not-tempo'],
    [{ kind: 'malformed', path: '/x', said: '{"traces":[{"a":1}', problem: '' }, 'generic-malformed'],
    [{ kind: 'malformed', path: '/x', said: '{"traces":[{"traceID":"1', problem: '' }, 'cut-answer'],
    [{ kind: 'malformed', path: '/x', said: 'hello', problem: '' }, 'generic-malformed'],
    [{ kind: 'unreachable', path: '/x', said: 'Failed to fetch' }, 'connection-lost'],
    [{ kind: 'unsupported', path: '/x', said: 'Tempo before 2.10 …: the name has a slash.' }, 'slash-in-name'],
    [{ kind: 'unsupported', path: '/x', said: 'something else' }, 'generic-unsupported'],
    [{ kind: 'not-found', path: '/api/v2/search/tag/span.a%2Fb/values', said: '404 page not found' }, 'slash-in-name'],
  ])('%p', (failure, id) => {
    expect(explainFailure(failure, { version: '', question: 'tags' }).id).toBe(id);
  });
});

describe('the samples of the catalogue', () => {
  /** A failure with these words that the entry is meant for. */
  const failureOfEntry = ({ when }: ErrorEntry, said: string): TempoFailure => {
    const [pattern] = 'length' in when ? when : [when];
    const kind: TempoFailureKind = pattern?.kinds?.[0] ?? 'failed';
    const by = pattern?.by ?? 'upstream';
    const failure = { path: '/x', said, status: 500, problem: '', by };
    return { kind, ...failure };
  };

  it.each(ENTRIES.flatMap((entry) => entry.samples.map((said) => [entry.id, said, entry] as const)))(
    '%s: %s',
    (id, said, entry) => {
      const { when } = entry;
      const [pattern] = 'length' in when ? when : [when];
      const question = pattern?.questions?.[0] ?? 'search';
      expect(explainFailure(failureOfEntry(entry, said), { version: '', question }).id).toBe(id);
    }
  );

  it('has no two entries of one name, and samples, remedies and whole sentences in each', () => {
    expect(new Set(ENTRIES.map(({ id }) => id)).size).toBe(ENTRIES.length);
    for (const { id, title, cause, samples, remedies, links = [] } of ENTRIES) {
      expect(`${id}: ${samples.length > 0 && remedies.length > 0}`).toBe(`${id}: true`);
      expect(title).not.toMatch(/\.$/);
      expect(cause).toMatch(/[.)]$/);
      expect(remedies.filter(({ text: words }) => !/[.?]$/.test(words))).toEqual([]);
      expect(links.every(({ url }) => url.startsWith('https://'))).toBe(true);
    }
  });

  it('has remedies for each release that has the error', () => {
    for (const entry of ENTRIES) {
      for (const version of ['2.6.1', '3.0.3']) {
        const is2xOnly = entry.id === 'local-blocks-missing';
        const { remedies } = explainFailure(failureOfEntry(entry, entry.samples[0] ?? ''), {
          version,
          question: 'search',
        });
        expect(is2xOnly || remedies.length > 0).toBe(true);
      }
    }
  });
});

describe('an explanation', () => {
  it('shows only the remedies of the release and of the question', () => {
    const failure = text(400, 'range specified by start and end exceeds 168h0m0s. received start=1 end=2');
    const keys = (question: QuestionKind) =>
      explainFailure(failure, { version: '2.6.1', question }).remedies.map(({ config }) => config?.key);
    expect(keys('search')).toEqual([
      undefined,
      'query_frontend.search.max_duration',
      'overrides.defaults.read.max_search_duration',
    ]);
    expect(keys('metrics')).toContain('query_frontend.metrics.max_duration');
    const texts = (version: string) =>
      explainFailure(text(500, 'empty ring'), { version, question: 'search' }).remedies.map(({ text: words }) => words);
    expect(texts('2.6.1').join()).toContain('ingesters');
    expect(texts('2.6.1').join()).not.toContain('live-stores');
    expect(texts('3.0.3').join()).toContain('live-stores');
    expect(texts('main-abc').join()).toMatch(/ingesters.*live-stores/);
  });

  it('says where the query is wrong', () => {
    const failure = text(400, 'invalid TraceQL query: parse error at line 2, col 17: syntax error: unexpected }');
    expect(explainFailure(failure, situation).position).toEqual({ line: 2, column: 17 });
    const early = text(400, 'invalid TraceQL query: parse error at line 0, col 15: syntax error: unexpected >>');
    expect(explainFailure(early, situation).position).toEqual({ line: 1, column: 15 });
    expect(explainFailure(failure, { ...situation, question: 'tags' })).not.toHaveProperty('position');
    expect(explainFailure(text(400, 'x'), situation)).not.toHaveProperty('position');
  });

  it.each(Object.keys(GENERIC_ERRORS))('of an unknown error of kind %s is honest about it', (kind) => {
    const failure = { kind, path: '/x', said: 'qwertz', status: 500, problem: '', by: 'upstream' } as TempoFailure;
    const { original, remedies, title } = explainFailure(failure, situation);
    expect({ original, hasRemedies: remedies.length > 0, hasTitle: title !== '' }).toEqual({
      original: 'qwertz',
      hasRemedies: true,
      hasTitle: true,
    });
  });

  it('is not held up by what is long', () => {
    const said = `${'rpc error: code = Unknown desc = tenant ID range specified by start and end '.repeat(2000)}x`;
    // A pattern that tries all ways to match would still be at it when the test's time is over.
    expect(explainFailure({ kind: 'failed', path: '/x', status: 500, said }, situation).original).toBe(said);
  });
});
