/** Between offsets of a text and the lines and columns of the editor; both count UTF-16 units, lines and columns from 1. */
import type { Range } from '../../traceql';

export interface EditorPosition {
  readonly lineNumber: number;
  readonly column: number;
}

export interface EditorRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

const LINE_END = /\r\n|\r|\n/g;

/** What the editor makes of a text: its lines end with `\n`. */
export function normaliseLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(LINE_END, '\n') : text;
}

/** Position of an offset; offsets outside of the text are moved to its ends. Lines may end with `\n`, `\r\n` or `\r`. */
export function offsetToPosition(text: string, offset: number): EditorPosition {
  const before = text.slice(0, Math.max(0, offset));
  let lineNumber = 1;
  let lineStart = 0;
  for (const { 0: end, index } of before.matchAll(LINE_END)) {
    lineNumber++;
    lineStart = index + end.length;
  }
  return { lineNumber, column: before.length - lineStart + 1 };
}

/** Offset of a position; positions outside of the text are moved to the end of the line or of the text. */
export function positionToOffset(text: string, { lineNumber, column }: EditorPosition): number {
  let line = 1;
  let lineStart = 0;
  for (const { 0: end, index } of text.matchAll(LINE_END)) {
    if (line === lineNumber) {
      return Math.min(lineStart + column - 1, index);
    }
    line++;
    lineStart = index + end.length;
  }
  return line === lineNumber ? Math.min(lineStart + column - 1, text.length) : text.length;
}

/** Lines and columns of a range of offsets. */
export function toEditorRange(text: string, { start, end }: Range): EditorRange {
  const first = offsetToPosition(text, start);
  const last = offsetToPosition(text, Math.max(start, end));
  return {
    startLineNumber: first.lineNumber,
    startColumn: first.column,
    endLineNumber: last.lineNumber,
    endColumn: last.column,
  };
}

/**
 * A range that can be seen: one of no width (something is missing there) gets the character before it, or the one after
 * it at the beginning of a line. Only in an empty text it stays empty.
 */
export function visibleRange(text: string, range: Range): Range {
  const start = clamp(range.start, text.length);
  const end = clamp(Math.max(range.start, range.end), text.length);
  if (end > start) {
    return { start, end };
  }
  const spaceBefore = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const at = start - spaceBefore;
  const hasBefore = at > 0 && !isLineEnd(text[at - 1]);
  if (hasBefore) {
    return { start: at - 1, end: at };
  }
  const hasAfter = start < text.length && !isLineEnd(text[start]);
  return hasAfter ? { start, end: start + 1 } : { start: Math.max(0, start - 1), end: start };
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

export interface Replacement {
  readonly range: Range;
  readonly text: string;
}

/** Where a cursor is after a replacement: where it was in the text, or behind what has replaced its place. */
export function cursorAfter({ range, text }: Replacement, cursor: number): number {
  if (cursor <= range.start) {
    return cursor;
  }
  const end = range.start + text.length;
  return cursor < range.end ? end : cursor + end - range.end;
}

/** The smallest replacement that turns one text into another, so that the cursor stays where it was; null if equal. */
export function smallestReplacement(before: string, after: string): Replacement | null {
  if (before === after) {
    return null;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start++;
  }
  let common = 0;
  while (common < shorter - start && before[before.length - 1 - common] === after[after.length - 1 - common]) {
    common++;
  }
  return { range: { start, end: before.length - common }, text: after.slice(start, after.length - common) };
}
