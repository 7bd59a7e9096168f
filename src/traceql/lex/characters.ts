/**
 * Classes of characters, as Go's `unicode` package and Tempo's `pkg/traceql/lexer.go` (2.6 to 3.0) see them.
 */

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;
const NUMBER = /^\p{N}$/u;
const NON_ASCII_SPACE = /^[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

const SPACE_BIT = 1;
const IDENT_START_BIT = 2;
const IDENT_BIT = 4;
const ATTRIBUTE_END_BIT = 8;
const DURATION_BIT = 16;

/** Bits of the 128 ASCII characters. */
const ASCII = (() => {
  const bits = new Uint8Array(128);
  const mark = (characters: string, bit: number) => {
    for (const character of characters) {
      bits[character.charCodeAt(0)] = (bits[character.charCodeAt(0)] ?? 0) | bit;
    }
  };
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
  mark(letters, IDENT_START_BIT | IDENT_BIT);
  mark('0123456789', IDENT_BIT);
  mark(' \t\n\r\v\f', ATTRIBUTE_END_BIT);
  mark(' \t\n\r', SPACE_BIT);
  mark('{}()=~!<>&|^,', ATTRIBUTE_END_BIT);
  mark('0123456789.nsumhdwy', DURATION_BIT);
  return bits;
})();

/** Space between tokens. */
export function isSpace(code: number): boolean {
  return code < 128 && ((ASCII[code] ?? 0) & SPACE_BIT) !== 0;
}

export function isDecimal(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether the code point may begin a bare word. */
export function isWordStart(code: number): boolean {
  return code < 128 ? ((ASCII[code] ?? 0) & IDENT_START_BIT) !== 0 : LETTER.test(String.fromCodePoint(code));
}

/** Whether the code point may continue a bare word. */
export function isWordPart(code: number): boolean {
  if (code < 128) {
    return ((ASCII[code] ?? 0) & IDENT_BIT) !== 0;
  }
  const character = String.fromCodePoint(code);
  return LETTER.test(character) || DIGIT.test(character);
}

/** Whether the code unit ends the unquoted name of an attribute. */
export function endsAttribute(code: number): boolean {
  return code < 128 ? ((ASCII[code] ?? 0) & ATTRIBUTE_END_BIT) !== 0 : NON_ASCII_SPACE.test(String.fromCharCode(code));
}

/** Whether the code point may belong to a duration: any numeral of Unicode, the letters of the units, a point. */
export function isDurationPart(code: number): boolean {
  if (code < 128) {
    return ((ASCII[code] ?? 0) & DURATION_BIT) !== 0;
  }
  return code === 0xb5 || NUMBER.test(String.fromCodePoint(code));
}
