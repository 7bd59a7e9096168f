/** More than that says no more, and stack traces end up in messages. */
const LONGEST = 300;

/** In this order: what is found first is no longer looked at. */
const VARIABLE_PARTS: ReadonlyArray<[pattern: RegExp, placeholder: string]> = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b/g, '<address>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  // With a digit: words such as "deadbeef" and "facade" stay.
  [/\b(?=[a-f]*\d)(?=[\da-f]*[a-f])[0-9a-f]{8,}\b/gi, '<hex>'],
  [/\d+/g, '<n>'],
];

/**
 * What messages of the same kind have in common, on one line: numbers, addresses and identifiers are replaced, so that
 * messages can be counted that say the same of different things. Three digits that are a status stay apart by their
 * placeholder alone; the trace has the whole message.
 */
export function messageKind(message: string): string {
  const line = message
    .slice(0, LONGEST * 2)
    .replace(/\s+/g, ' ')
    .trim();
  const kind = VARIABLE_PARTS.reduce((text, [pattern, placeholder]) => text.replace(pattern, placeholder), line);
  return kind.length > LONGEST ? `${kind.slice(0, LONGEST - 1)}…` : kind;
}
