import { tokenize, type Range, type SyntaxKind } from '../../traceql';

/** A piece of a query that looks the same from end to end; `kind` is null for space. */
export interface TextPiece {
  readonly text: string;
  readonly kind: SyntaxKind | null;
}

export interface HighlightedParts {
  readonly before: readonly TextPiece[];
  /** Null where nothing is marked; an empty list marks a place. */
  readonly marked: readonly TextPiece[] | null;
  readonly after: readonly TextPiece[];
}

/** Longer queries stay without colours, which would need as many elements as they have words. */
const LONGEST_COLOURED = 20_000;

/** The text in pieces, in its order and without a gap. */
export function splitPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  const add = (start: number, end: number, kind: SyntaxKind | null) => {
    if (end > start) {
      pieces.push({ text: text.slice(start, end), kind });
    }
  };
  let at = 0;
  const tokens = text.length > LONGEST_COLOURED ? [] : tokenize(text);
  tokens.forEach(({ kind, range }) => {
    add(at, range.start, null);
    add(range.start, range.end, kind);
    at = range.end;
  });
  add(at, text.length, null);
  return pieces;
}

/** Divides the pieces at the ends of a range. */
export function markPieces(pieces: readonly TextPiece[], range: Range | null): HighlightedParts {
  if (!range) {
    return { before: pieces, marked: null, after: [] };
  }
  const parts = { before: [] as TextPiece[], marked: [] as TextPiece[], after: [] as TextPiece[] };
  let start = 0;
  for (const { text, kind } of pieces) {
    const add = (part: TextPiece[], from: number, to: number) => {
      const cut = text.slice(Math.max(0, from - start), Math.max(0, to - start));
      if (cut !== '') {
        part.push({ text: cut, kind });
      }
    };
    add(parts.before, start, range.start);
    add(parts.marked, range.start, Math.max(range.start, range.end));
    add(parts.after, Math.max(range.start, range.end), Infinity);
    start += text.length;
  }
  return parts;
}
