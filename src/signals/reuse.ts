import type { Section, Signal } from './signal';

/**
 * A signal of another chapter under an id of this one: the same measure answers two questions. Its alerts stay with the
 * original.
 */
export function reuse(sections: readonly Section[], ids: Readonly<Record<string, string>>): Signal[] {
  const known = new Map(sections.flatMap(({ signals }) => signals).map((signal) => [signal.id, signal]));
  return Object.entries(ids).flatMap(([original, id]) => {
    const signal = known.get(original);
    return signal ? [{ ...signal, id, alerts: [] }] : [];
  });
}
