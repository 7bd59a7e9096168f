/** Settings are whatever somebody once wrote: nothing about their shape is certain. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object, or undefined for everything else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

/** The list, empty for everything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text, also of a number: YAML reads `-60` as one. Empty for everything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
