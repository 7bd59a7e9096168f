import * as v from 'valibot';

/** A query that was run. */
export interface PastQuery {
  readonly text: string;
  /** Epoch milliseconds of the last run. */
  readonly lastRunMs: number;
}

/** A query that the user gave a name. */
export interface NamedQuery {
  readonly name: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly savedMs: number;
}

/** What a user keeps: newest first, names sorted. */
export interface QueryMemory {
  readonly history: readonly PastQuery[];
  readonly named: readonly NamedQuery[];
}

export const EMPTY_MEMORY: QueryMemory = { history: [], named: [] };

/** Grafana's user storage is one object of at most 3 MB for all keys; long queries of 128 KiB would fill it. */
const HISTORY_LENGTH = 100;
const HISTORY_TEXT_LIMIT = 20_000;
export const NAME_LIMIT = 200;

const pastSchema = v.object({ text: v.string(), lastRunMs: v.number() });

const namedSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(NAME_LIMIT)),
  text: v.string(),
  savedMs: v.optional(v.number(), 0),
});

const listSchema = v.optional(v.array(v.unknown()), []);
const memorySchema = v.object({ history: listSchema, named: listSchema });
const exportSchema = v.object({ named: v.array(v.unknown()) });

/** Reads what was stored. Entries that cannot be read count as nothing, since nobody could mend them. */
export function readMemory(stored: string | null): QueryMemory {
  const lists = stored ? decode(memorySchema, stored) : undefined;
  return lists
    ? { history: readEntries(pastSchema, lists.history), named: readEntries(namedSchema, lists.named) }
    : EMPTY_MEMORY;
}

/** The queries of a file, and how many entries of it could not be read. */
export interface ImportedQueries {
  readonly named: readonly NamedQuery[];
  readonly unreadableCount: number;
}

/** Reads a file of named queries; undefined where it is none. Its history, if any, is left out. */
export function readExport(text: string): ImportedQueries | undefined {
  const entries = decode(exportSchema, text)?.named;
  if (!entries) {
    return undefined;
  }
  const named = readEntries(namedSchema, entries);
  return { named, unreadableCount: entries.length - named.length };
}

function decode<Output>(schema: v.GenericSchema<unknown, Output>, text: string): Output | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

/** One damaged entry must not cost the others. */
function readEntries<Output>(schema: v.GenericSchema<unknown, Output>, entries: readonly unknown[]): Output[] {
  return entries.flatMap((entry) => {
    const result = v.safeParse(schema, entry);
    return result.success ? [result.output] : [];
  });
}

/** What is stored. */
export function renderMemory(memory: QueryMemory): string {
  return JSON.stringify(memory);
}

/** The file with the named queries, for other people and other instances. */
export function renderExport({ named }: QueryMemory): string {
  return `${JSON.stringify({ named }, null, 2)}\n`;
}

/** Puts a query to the front of the history. The same text stands there once. */
export function rememberRun(memory: QueryMemory, text: string, nowMs: number): QueryMemory {
  if (text.trim() === '' || text.length > HISTORY_TEXT_LIMIT) {
    return memory;
  }
  const others = memory.history.filter((past) => past.text !== text);
  return { ...memory, history: [{ text, lastRunMs: nowMs }, ...others].slice(0, HISTORY_LENGTH) };
}

export function forgetHistory(memory: QueryMemory): QueryMemory {
  return { ...memory, history: [] };
}

/** Keeps a query by its name. Another of the same name gives way: ask before (`hasName`). */
export function saveNamed(memory: QueryMemory, named: NamedQuery): QueryMemory {
  return mergeNamed(memory, [named]);
}

export function hasName({ named }: QueryMemory, name: string): boolean {
  return named.some((query) => query.name === name.trim());
}

export function removeNamed(memory: QueryMemory, name: string): QueryMemory {
  return { ...memory, named: memory.named.filter((query) => query.name !== name) };
}

/** What adding queries of a file would do. */
export interface MergeCounts {
  readonly added: number;
  /** Names that stood for another query, which is older. */
  readonly replaced: number;
  /** Names that stand for another query, which is newer and stays. */
  readonly kept: number;
}

export function countMerge(memory: QueryMemory, added: readonly NamedQuery[]): MergeCounts {
  const textsOf = ({ named }: QueryMemory) => new Map(named.map(({ name, text }) => [name, text]));
  const [before, after] = [textsOf(memory), textsOf(mergeNamed(memory, added))];
  const [offered, names] = [textsOf({ ...memory, named: added }), [...before.keys()]];
  return {
    added: after.size - before.size,
    replaced: names.filter((name) => before.get(name) !== after.get(name)).length,
    kept: names.filter(
      (name) => before.get(name) === after.get(name) && offered.has(name) && offered.get(name) !== after.get(name)
    ).length,
  };
}

/** Adds queries of a file. Of the same name the newer one stays; equal ones are no loss. */
export function mergeNamed(memory: QueryMemory, added: readonly NamedQuery[]): QueryMemory {
  const byName = new Map(memory.named.map((query) => [query.name, query]));
  for (const query of added) {
    const known = byName.get(query.name);
    if (!known || known.savedMs <= query.savedMs) {
      byName.set(query.name.trim(), { ...query, name: query.name.trim() });
    }
  }
  return { ...memory, named: [...byName.values()].sort((a, b) => a.name.localeCompare(b.name)) };
}
