/** Names and values of tags (`modules/frontend/tag_handlers.go`, `vparquet4/block_search_tags.go`, `block_autocomplete.go`). */
import { Behaviour } from '../behaviour';
import { EvaluationError } from '../evaluate/errors';
import { attributeField, Field, fieldOf } from '../evaluate/field';
import { formatStatic } from '../evaluate/goFormat';
import { statusOf } from '../evaluate/spanIntrinsics';
import { mapKey, ofBool, ofInt, Static } from '../evaluate/static';
import { StoredSpan, Trace } from '../model';
import { Answer, ApiRequest, badRequest, HttpError, json, querierError, TempoState } from './answer';
import { param, parseInteger } from './goParse';
import { inspectedBytes } from './inspected';
import { int64Field, JsonObject, textField } from './protoJson';
import { readQuery } from './refusal';
import { tagNamesOf, TagScope, TagSource, tagValuesOf } from './tagCollector';
import { spansForTags, valuesForTag } from './tagFilter';
import { tenantsOf, tracesOf } from './tenants';
import { refuseLongRange, searchRange } from './timeRange';

const INTRINSICS_26 = [
  'duration',
  'event:name',
  'event:timeSinceStart',
  'kind',
  'name',
  'rootName',
  'rootServiceName',
  'span:duration',
  'span:kind',
  'span:name',
  'span:status',
  'span:statusMessage',
  'status',
  'statusMessage',
  'trace:duration',
  'trace:rootName',
  'trace:rootService',
  'traceDuration',
];
const LATER_INTRINSICS = [
  'instrumentation:name',
  'instrumentation:version',
  'link:spanID',
  'link:traceID',
  'span:id',
  'span:parentID',
  'trace:id',
];

/** The intrinsics that the release lists as tags. */
export function intrinsicsOf(behaviour: Behaviour): string[] {
  return behaviour.generation === '2.6' ? INTRINSICS_26 : [...INTRINSICS_26, ...LATER_INTRINSICS].sort();
}

/** `metrics` of the answer; 2.6 has none. */
function metricsField(state: TempoState, traces: readonly Trace[] | null): JsonObject {
  if (state.behaviour.generation === '2.6') {
    return {};
  }
  return { metrics: traces ? int64Field('inspectedBytes', inspectedBytes(traces)) : {} };
}

/** What can be left out, at most so many. */
function limitOf(query: URLSearchParams, behaviour: Behaviour): number {
  const limit = behaviour.generation === '2.6' ? null : param(query, 'limit');
  return limit !== null && /^\d+$/.test(limit) && Number(limit) > 0 ? Number(limit) : Infinity;
}

function scopeOf(query: URLSearchParams, behaviour: Behaviour): string {
  const scope = param(query, 'scope') ?? '';
  const known = ['', 'none', 'span', 'resource', 'event', 'link', 'intrinsic'];
  const later = ['trace', 'instrumentation'];
  if (!known.includes(scope) && !(later.includes(scope) && behaviour.instrumentation)) {
    throw badRequest(`invalid scope: ${scope}`);
  }
  return scope;
}

interface FoundTags {
  readonly scope: string;
  readonly byScope: ReadonlyMap<TagScope, readonly string[]>;
  readonly traces: readonly Trace[] | null;
}

function findTags(request: ApiRequest, state: TempoState, filtered: boolean): FoundTags {
  const tenants = tenantsOf(request, state);
  const range = searchRange(request.query, state);
  const scope = scopeOf(request.query, state.behaviour);
  refuseLongRange(request.query, 'ParseInt');
  if (scope === 'intrinsic') {
    return { scope, byScope: new Map(), traces: null };
  }
  const traces = tracesOf(tenants, state, range);
  const filter = filtered ? param(request.query, 'q') : null;
  const { filtered: isFiltered, sources: found } = spansForTags(filter, traces, state.behaviour);
  const ofAll = scope === '' || scope === 'none';
  const sources = isFiltered && ofAll ? found.filter(hasEventsAsLinks) : found;
  const byScope = tagNamesOf(sources, traces, scope === 'none' ? '' : scope, state.behaviour);
  return { scope, byScope, traces };
}

/** Asked for all scopes, Tempo joins events and links row by row, and loses spans that have only one of them. */
function hasEventsAsLinks({ stored: { span } }: TagSource): boolean {
  return span.events.length > 0 === span.links.length > 0;
}

export function searchTags(request: ApiRequest, state: TempoState): Answer {
  const { scope, byScope, traces } = findTags(request, state, false);
  const hasIntrinsics = scope === 'intrinsic' || (scope === 'none' && state.behaviour.generation === '2.6');
  const intrinsics = hasIntrinsics ? intrinsicsOf(state.behaviour) : [];
  const names = [...new Set([...intrinsics, ...[...byScope.values()].flat()])].sort();
  return json({ tagNames: names.slice(0, limitOf(request.query, state.behaviour)), ...metricsField(state, traces) });
}

export function searchTagsV2(request: ApiRequest, state: TempoState): Answer {
  const { scope, byScope, traces } = findTags(request, state, true);
  const limit = limitOf(request.query, state.behaviour);
  const scopes: JsonObject[] = [];
  // 2.6 adds the intrinsics where the ingester answers; without data of the tenant there is none.
  const hasIntrinsics = ['', 'none', 'intrinsic'].includes(scope);
  if (hasIntrinsics && (state.behaviour.generation !== '2.6' || state.store.stats().traces > 0)) {
    scopes.push({ name: 'intrinsic', tags: intrinsicsOf(state.behaviour).slice(0, limit) });
  }
  for (const [name, tags] of byScope) {
    if (tags.length > 0) {
      scopes.push({ name, tags: tags.slice(0, limit) });
    }
  }
  return json({ scopes, ...metricsField(state, traces) });
}

/** Tags that the first form of the endpoint makes of the status. */
const SPECIAL_VALUES: Readonly<Record<string, ((traces: readonly Trace[]) => Static[]) | undefined>> = {
  'status.code': (traces) =>
    statuses(traces).flatMap((stored) => [ofInt(BigInt(stored.span.statusCode)), statusOf(stored)]),
  error: (traces) => statuses(traces).flatMap(({ span }) => (span.statusCode === 2 ? [ofBool(true)] : [])),
};

/** One span of each status. */
function statuses(traces: readonly Trace[]): StoredSpan[] {
  const spans = traces.flatMap((trace) => trace.spans);
  return [...new Map(spans.map((stored) => [stored.span.statusCode, stored])).values()];
}

/** Names that the first form of the endpoint knows by other words. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  name: 'name',
  'status.code': 'status',
  rootName: 'rootName',
  rootServiceName: 'rootServiceName',
  'root.name': 'rootName',
  'root.service.name': 'rootServiceName',
  'trace:id': 'trace:id',
  'span:id': 'span:id',
};

export function searchTagValues(request: ApiRequest, state: TempoState, tag: string): Answer {
  const tenants = tenantsOf(request, state);
  const range = searchRange(request.query, state);
  refuseLongRange(request.query, 'ParseInt');
  const traces = tracesOf(tenants, state, range);
  const intrinsic = OLD_NAMES[tag];
  const field = intrinsic ? intrinsicTag(intrinsic) : attributeField('none', tag);
  const special = SPECIAL_VALUES[tag];
  const values = special
    ? special(traces)
    : tagValuesOf(field, spansForTags(null, traces, state.behaviour).sources, false, state.behaviour);
  const texts = new Set(
    values.map((value) => formatStatic(value, { quotes: false, pointInFloats: state.behaviour.pointInFloats }))
  );
  const sorted = [...texts].sort().slice(0, limitOf(request.query, state.behaviour));
  return json({ tagValues: sorted, ...metricsField(state, traces) });
}

function intrinsicTag(name: string): Field {
  return fieldOf({ kind: 'intrinsic', name, range: { start: 0, end: 0 } });
}

const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  status: ['ok', 'error', 'unset'],
  kind: ['client', 'server', 'producer', 'consumer', 'internal', 'unspecified'],
};

export function searchTagValuesV2(request: ApiRequest, state: TempoState, tag: string): Answer {
  const tenants = tenantsOf(request, state);
  const { behaviour } = state;
  const range = searchRange(request.query, state);
  const field = tagField(tag, state);
  for (const name of ['start', 'end']) {
    const value = param(request.query, name);
    if (value !== null) {
      parseInteger(value, 'ParseInt', name);
    }
  }
  refuseLongRange(request.query, 'ParseInt');
  const filter = param(request.query, 'q');
  const keywords = KEYWORDS[field.intrinsic ?? ''];
  if (keywords) {
    return json({ tagValues: keywords.map((value) => ({ type: 'keyword', value })), ...metricsField(state, null) });
  }
  const isListed = !['duration', ...UNLISTED].includes(field.intrinsic ?? '');
  if (!isListed || tag === 'traceDuration') {
    return json({ tagValues: [], ...metricsField(state, null) });
  }
  const traces = tracesOf(tenants, state, range);
  try {
    const values = valuesForTag(filter, traces, field, behaviour);
    const shown = distinct(values).slice(0, limitOf(request.query, state.behaviour));
    return json({ tagValues: shown.map((value) => tagValueJson(value, behaviour)), ...metricsField(state, traces) });
  } catch (error) {
    throw error instanceof EvaluationError
      ? querierError('ingesters in Querier.SearchTagValues', error.message, state)
      : error;
  }
}

/** IDs are never listed: there are as many as spans. */
const UNLISTED = ['link:traceID', 'link:spanID', 'span:id', 'trace:id', 'span:parentID'];

/** @throws HttpError where the tag is none: 500 in 2.6, 400 after */
function tagField(tag: string, { behaviour }: TempoState): Field {
  if (behaviour.generation === '2.6') {
    return oldTagField(tag);
  }
  const { query, parseError } = readQuery(`{${tag}}`, behaviour);
  if (parseError !== null) {
    throw badRequest(`please provide a valid tagName: failed to parse identifier ${tag}: ${parseError}`);
  }
  const [stage] = query.stages;
  const expression = stage?.kind === 'filter' ? stage.expression : null;
  if (expression?.kind !== 'attribute' && expression?.kind !== 'intrinsic') {
    const got = expression?.kind === 'binary' ? '*traceql.BinaryOperation' : 'traceql.Static';
    throw badRequest(
      `please provide a valid tagName: failed to parse identifier ${tag}: expected Attribute but got ${got}`
    );
  }
  return fieldOf(expression);
}

/** 2.6 looks at the beginning of the name only; quotes are a part of it. */
function oldTagField(tag: string): Field {
  if (
    INTRINSICS_26.includes(tag) ||
    /^(nestedSet(Left|Right|Parent)|trace:id|span:id|link:(traceID|spanID))$/.test(tag)
  ) {
    return intrinsicTag(tag);
  }
  const [, scope, name] = /^(|resource|span|event|link)\.(.*)$/s.exec(tag) ?? [];
  if (scope === undefined || name === undefined) {
    throw new HttpError(
      500,
      `please provide a valid tagName: tag name is not valid intrinsic or scoped attribute: ${tag}\n`
    );
  }
  return attributeField(scope === '' ? 'none' : (scope as 'span'), name);
}

function distinct(values: readonly Static[]): Static[] {
  return [...new Map(values.map((value) => [mapKey(value), value])).values()];
}

const TYPES: Readonly<Partial<Record<Static['type'], string>>> = {
  string: 'string',
  boolean: 'bool',
  int: 'int',
  float: 'float',
  duration: 'duration',
  status: 'keyword',
};

function tagValueJson(value: Static, behaviour: Behaviour): JsonObject {
  const type = TYPES[value.type];
  return type === undefined
    ? {}
    : { type, ...textField('value', formatStatic(value, { quotes: false, pointInFloats: behaviour.pointInFloats })) };
}
