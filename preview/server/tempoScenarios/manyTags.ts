import type { ApiRequest } from '../tempo/api/answer';

/** How many attributes each scope has: 25,000 together. */
const TAGS_BY_SCOPE: Record<string, number> = { resource: 1500, span: 20_000, event: 2500, link: 1000 };
const VALUES = 100_000;
/** A filter leaves so many of them. */
const FILTERED_SHARE = 0.1;

const AREAS = ['app', 'http', 'db', 'messaging', 'k8s', 'cart', 'payment', 'user', 'feature', 'cache'];
const SUBJECTS = ['request', 'order', 'item', 'session', 'queue', 'shard', 'retry', 'flag', 'region', 'batch'];
const KNOWN: Record<string, string[]> = {
  resource: ['service.name', 'service.namespace', 'k8s.pod.name', 'deployment.environment'],
  span: ['http.method', 'http.status_code', 'http.route', 'db.statement', 'a name with spaces', 'quoted "name"'],
};

/** `/api/v2/search/tags` of a system with far too many attributes. @param intrinsics those of the release */
export function listManyTags({ query }: ApiRequest, intrinsics: string[]): unknown {
  const wanted = query.get('scope');
  const isWanted = (scope: string) => !wanted || wanted === 'none' || wanted === scope;
  const scopes = Object.entries(TAGS_BY_SCOPE)
    .filter(([scope]) => isWanted(scope))
    .map(([name, count]) => ({ name, tags: listTags(name, count).slice(0, limitOf(query)) }));
  const ofTempo = { name: 'intrinsic', tags: intrinsics };
  return { scopes: isWanted('intrinsic') ? [...scopes, ofTempo] : scopes, metrics: { inspectedBytes: '52428800' } };
}

function listTags(scope: string, count: number): string[] {
  const known = KNOWN[scope] ?? [];
  const others = Array.from({ length: count - known.length }, (_, index) => {
    const area = AREAS[index % AREAS.length];
    const subject = SUBJECTS[Math.floor(index / AREAS.length) % SUBJECTS.length];
    return `${area}.${subject}.attribute_${String(index).padStart(5, '0')}`;
  });
  return [...known, ...others].sort();
}

/** `/api/v2/search/tag/…/values`; attributes that count have whole numbers, all others texts. */
export function listManyValues({ query }: ApiRequest, tag: string): unknown {
  const filter = (query.get('q') ?? '').replace(/\s/g, '');
  const count = filter === '' || filter === '{}' ? VALUES : VALUES * FILTERED_SHARE;
  const isNumber = /(status_code|count|0)$/.test(tag);
  const stem = tag.split('.').at(-1) ?? 'value';
  const values = Array.from({ length: Math.min(count, limitOf(query)) }, (_, index) =>
    isNumber
      ? { type: 'int', value: String(index) }
      : { type: 'string', value: `${stem}-${String(index).padStart(6, '0')}` }
  );
  return { tagValues: values, metrics: { inspectedBytes: '52428800' } };
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit'));
  return limit > 0 ? limit : Infinity;
}
