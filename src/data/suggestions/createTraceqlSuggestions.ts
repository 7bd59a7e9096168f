import {
  fetchTags,
  fetchTagValues,
  generationOf,
  parseVersion,
  type AttributeType,
  type SecondsRange,
  type TagsAnswer,
  type TagValue,
  type TempoClient,
} from '../../tempo';
import { conventionalType } from './conventionalTypes';
import { createSharedCache, type SharedCache } from './sharedCache';
import type { Suggested, SuggestedAttribute, SuggestedValue, TraceqlSuggestions } from './traceqlSuggestions';

interface Source {
  /** Tells data sources apart in the cache. */
  readonly tempoUid: string;
  readonly client: TempoClient;
  /** Version text of Tempo; empty where it is not known. */
  readonly version: string;
  /** As `suggestionRange` gives it: it is part of the key. */
  readonly range: SecondsRange;
}

/** What has been asked. One for the whole app, as `createSuggestionCache` makes it. */
export interface SuggestionCache {
  readonly attributes: SharedCache<Suggested<SuggestedAttribute>>;
  readonly values: SharedCache<Suggested<SuggestedValue>>;
  /** Types of attributes whose values have been seen, by data source, scope and name. */
  readonly seenTypes: Map<string, AttributeType>;
}

const MAX_ATTRIBUTES = 25_000;
const MAX_VALUES = 100_000;
const MAX_SEEN_TYPES = 10_000;

/**
 * At this size of all names or values Tempo stops collecting, without a word
 * (`overrides.defaults.read.max_bytes_per_tag_values_query`; modules/overrides/config.go, 2.6.1 and 3.0.3).
 */
const STOPS_AT_BYTES = { '2.x': 5_000_000, '3.x': 1_000_000 };
/** A list that has come so close to the limit is taken for cut: the name that no longer fits is not counted. */
const NEARLY = 0.95;

/** Intrinsics are not attributes: the language knows them. Scopes of later releases cannot be written. */
const SCOPES: ReadonlySet<string> = new Set<SuggestedAttribute['scope']>([
  'span',
  'resource',
  'event',
  'link',
  'instrumentation',
]);

/** Makes an empty cache: some 30 MB at most. */
export function createSuggestionCache(): SuggestionCache {
  const weightOf = ({ items }: Suggested<unknown>) => items.length;
  return {
    attributes: createSharedCache<Suggested<SuggestedAttribute>>({
      maxEntries: 20,
      maxWeight: 8 * MAX_ATTRIBUTES,
      weightOf,
    }),
    values: createSharedCache<Suggested<SuggestedValue>>({ maxEntries: 300, maxWeight: 3 * MAX_VALUES, weightOf }),
    seenTypes: new Map(),
  };
}

/** Names and values from one Tempo in one range, cached. */
export function createTraceqlSuggestions(source: Source, cache: SuggestionCache): TraceqlSuggestions {
  const { tempoUid, client, version, range } = source;
  const where = `${tempoUid} ${range.fromSeconds}-${range.toSeconds}`;
  return {
    async fetchAttributes(signal) {
      const names = await cache.attributes.get(
        where,
        async (shared) => attributesOf(await fetchTags(client, { range }, shared), version),
        signal
      );
      return withSeenTypes(names, tempoUid, cache.seenTypes);
    },
    async fetchValues(field, filter, signal) {
      const meaningful = meaningfulFilter(filter);
      const values = await cache.values.get(
        JSON.stringify([where, field, meaningful]),
        async (shared) => {
          const answer = await fetchTagValues(client, field, { range, filter: meaningful, version }, shared);
          return valuesOf(answer.values, version);
        },
        signal
      );
      // Quotes around a part of a name say nothing about which attribute it is.
      remember(cache.seenTypes, `${tempoUid} ${field.replaceAll('"', '')}`, values.items);
      return values;
    },
  };
}

/** A filter that selects everything is none, so that it does not ask anew. */
function meaningfulFilter(filter: string): string {
  const trimmed = filter.trim();
  return /^\{\s*(true\s*)?\}$/.test(trimmed) ? '' : trimmed;
}

function attributesOf({ scopes }: TagsAnswer, version: string): Suggested<SuggestedAttribute> {
  const bytes = scopes.reduce((sum, { tags }) => sum + tags.reduce((size, tag) => size + tag.length, 0), 0);
  const items = scopes.flatMap(({ name: scope, tags }) =>
    isWritable(scope) ? [...new Set(tags)].map((name) => ({ scope, name, type: conventionalType(name) })) : []
  );
  // Not by locale: that takes ten times as long, and names are ASCII.
  items.sort((a, b) => byText(a.scope, b.scope) || byText(a.name, b.name));
  return capped(items, MAX_ATTRIBUTES, bytes, version);
}

function valuesOf(found: readonly TagValue[], version: string): Suggested<SuggestedValue> {
  const bytes = found.reduce((sum, { text, type }) => sum + text.length + type.length, 0);
  const isNumeric = found.every(({ type }) => type === 'int' || type === 'float');
  const items = isNumeric
    ? found
        .map((value) => ({ value, number: Number(value.text) }))
        .sort((a, b) => a.number - b.number)
        .map(({ value }) => value)
    : [...found].sort((a, b) => byText(a.text, b.text) || byText(a.type, b.type));
  return capped(items, MAX_VALUES, bytes, version);
}

function capped<T>(items: readonly T[], most: number, bytes: number, versionText: string): Suggested<T> {
  const version = parseVersion(versionText);
  // Where the release is not known, the smaller limit: better a doubt too many than a list taken for whole.
  const stopsAt = STOPS_AT_BYTES[version ? generationOf(version) : '3.x'];
  const truncated = items.length > most || bytes >= stopsAt * NEARLY;
  return { items: items.length > most ? items.slice(0, most) : items, truncated };
}

/** The type of a field whose values are all of one. */
function remember(seenTypes: Map<string, AttributeType>, field: string, values: readonly SuggestedValue[]) {
  const type = values[0]?.type;
  if (type && seenTypes.size < MAX_SEEN_TYPES && values.every((value) => value.type === type)) {
    seenTypes.set(field, type);
  }
}

/** Seen types fill the gaps that the conventions leave, and correct them. The same list where there is nothing to say. */
function withSeenTypes(
  names: Suggested<SuggestedAttribute>,
  tempoUid: string,
  seenTypes: ReadonlyMap<string, AttributeType>
): Suggested<SuggestedAttribute> {
  if (seenTypes.size === 0) {
    return names;
  }
  const items = names.items.map((attribute) => {
    const seen = seenTypes.get(`${tempoUid} ${attribute.scope}.${attribute.name}`);
    return seen && seen !== attribute.type ? { ...attribute, type: seen } : attribute;
  });
  return { ...names, items };
}

function isWritable(scope: string): scope is SuggestedAttribute['scope'] {
  return SCOPES.has(scope);
}

function byText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
