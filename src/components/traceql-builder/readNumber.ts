import { readLiteral, type Literal } from '../../traceql';

/** Reads a number as the first of the types that it is one of; null where it is none. */
export function readNumber(typed: string, types: ReadonlyArray<'int' | 'float' | 'duration'>): Literal | null {
  for (const type of types) {
    const literal = readLiteral(type, typed);
    if (literal) {
      return literal;
    }
  }
  return null;
}
