/**
 * What `JSON.parse` stumbled over, whatever this version of Node calls it. Null where the text just ends.
 * (Only long texts come with a position, and only newer versions quote the text.)
 */
export function unexpectedCharacter(error: unknown): string | null {
  const message = error instanceof Error ? error.message : String(error);
  if (/Unexpected end|Unterminated/.test(message)) {
    return null;
  }
  return /Unexpected token '?(.)/su.exec(message)?.[1] ?? '?';
}
