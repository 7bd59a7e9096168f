import type { SuggestedValue } from '../../data/suggestions/traceqlSuggestions';
import { quoteString } from '../../traceql';

/** Where a value is put. */
export interface ValuePlace {
  /** Right of `=~` or `!~`. */
  readonly isPattern: boolean;
  /** The quote that is open before the cursor; it is closed by what is written. */
  readonly quote: '"' | '`' | null;
}

/** Special characters of RE2 outside of classes. */
const SPECIAL = /[\\.+*?()|[\]{}^$]/g;

/** The value as it is written at the place, escaped and quoted by its type; null where it cannot stand there. */
export function writeSuggestedValue({ text, type }: SuggestedValue, place: ValuePlace): string | null {
  if (type === 'string') {
    return writeText(place.isPattern ? text.replace(SPECIAL, '\\$&') : text, place);
  }
  const isWritten = type === 'int' || type === 'float' || type === 'bool' || type === 'duration' || type === 'keyword';
  // Patterns match texts only, and `"200"` is not the number 200.
  return isWritten && !place.isPattern && place.quote === null ? text : null;
}

function writeText(text: string, { quote }: ValuePlace): string | null {
  if (quote === '`') {
    return /[`\r\0]/.test(text) ? null : `${text}\``;
  }
  const quoted = quoteString(text);
  return quote === null ? quoted : quoted.slice(1);
}
