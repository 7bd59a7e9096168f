/**
 * Numbers: where they end, and what is wrong with them.
 *
 * Follows `scanNumber` of Go's `text/scanner`, and Tempo's `pkg/traceql/lexer.go` (2.6 to 3.0), which reads whole
 * numbers with `strconv.Atoi` and others with `strconv.ParseFloat`. So `0x10`, `0b1` and `1_000` are numbers to the
 * scanner and errors to the lexer, while `0x1p-2` and `1_0.5` are floats.
 */
import { isDecimal } from './characters';

export interface NumberScan {
  readonly end: number;
  readonly isFloat: boolean;
  /** What is wrong with it, in the words of the user; null where nothing is. */
  readonly problem: string | null;
}

const MAX_INT = '9223372036854775807';

function lower(code: number): number {
  return code | 32;
}

function isHex(code: number): boolean {
  return isDecimal(code) || (lower(code) >= 97 && lower(code) <= 102);
}

const BASES: ReadonlyMap<string, number> = new Map([
  ['x', 16],
  ['o', 8],
  ['b', 2],
]);

class NumberScanner {
  at: number;
  problem: string | null = null;
  private separators = false;

  constructor(
    private readonly text: string,
    private readonly start: number
  ) {
    this.at = start;
  }

  /** Skips digits and `_`; tells whether there was a digit. */
  private digits(hex: boolean): boolean {
    let seen = false;
    for (; ; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 95) {
        this.separators = true;
      } else if (hex ? isHex(code) : isDecimal(code)) {
        seen = true;
      } else {
        return seen;
      }
    }
  }

  private fail(problem: string): void {
    this.problem ??= problem;
  }

  scan(): NumberScan {
    const prefix = this.prefix();
    const base = BASES.get(prefix) ?? 10;
    let isFloat = false;
    let seen = this.digits(base === 16);
    if (this.text.charCodeAt(this.at) === 46) {
      isFloat = true;
      this.at++;
      if (prefix === 'o' || prefix === 'b') {
        this.fail('only decimal numbers can have a fraction');
      }
      seen = this.digits(base === 16) || seen;
    }
    if (!seen) {
      this.fail('the number has no digits');
    }
    const mantissaEnd = this.at;
    isFloat = this.exponent(prefix, isFloat) || isFloat;
    this.judge(prefix, isFloat, mantissaEnd);
    return { end: this.at, isFloat, problem: this.problem };
  }

  private prefix(): string {
    if (this.text.charCodeAt(this.at) !== 48) {
      return '';
    }
    const letter = (this.text[this.at + 1] ?? '').toLowerCase();
    if (!BASES.has(letter)) {
      return '0';
    }
    this.at += 2;
    return letter;
  }

  /** Reads an exponent; tells whether there is one. */
  private exponent(prefix: string, isFloat: boolean): boolean {
    const code = lower(this.text.charCodeAt(this.at));
    if (code !== 101 && code !== 112) {
      if (prefix === 'x' && isFloat) {
        this.fail('a hexadecimal fraction needs an exponent with p');
      }
      return false;
    }
    if (code === 101 ? prefix !== '' && prefix !== '0' : prefix !== 'x') {
      this.fail('this exponent does not fit the number');
    }
    this.at++;
    const sign = this.text.charCodeAt(this.at);
    if (sign === 43 || sign === 45) {
      this.at++;
    }
    if (!this.digits(false)) {
      this.fail('the exponent has no digits');
    }
    return true;
  }

  private judge(prefix: string, isFloat: boolean, mantissaEnd: number): void {
    const text = this.text.slice(this.start, this.at);
    if (
      this.separators &&
      !/^(?:0[xob]_?)?[0-9a-f]*(?:_[0-9a-f]+)*(?:\.(?:[0-9a-f]+(?:_[0-9a-f]+)*)?)?(?:[ep][+-]?\d+(?:_\d+)*)?$/i.test(
        text
      )
    ) {
      this.fail('`_` must stand between digits');
    }
    if (isFloat) {
      if (Math.abs(floatValue(text)) === Infinity) {
        this.fail('the number is too great');
      }
      return;
    }
    if (prefix !== '' && (prefix !== '0' || /[89]/.test(this.text.slice(this.start, mantissaEnd)))) {
      this.fail(prefix === '0' ? 'a number that begins with 0 is octal' : 'whole numbers must be decimal');
    }
    if (this.separators) {
      this.fail('whole numbers cannot hold `_`');
    }
    const digits = text.replace(/^0+/, '');
    if (digits.length > MAX_INT.length || (digits.length === MAX_INT.length && digits > MAX_INT)) {
      this.fail('the number is greater than 9223372036854775807');
    }
  }
}

/** Reads the number that begins at `start` (with a digit, or a point and a digit). */
export function scanNumber(text: string, start: number): NumberScan {
  // Nearly all numbers are a few digits; they need no second look.
  let at = start;
  let code = text.charCodeAt(at);
  const leadingZero = code === 48;
  while (isDecimal(code)) {
    code = text.charCodeAt(++at);
  }
  const plain = code !== 46 && code !== 95 && lower(code) !== 101 && lower(code) !== 112;
  if (
    plain &&
    at > start &&
    at - start < 16 &&
    (!leadingZero || (at === start + 1 && !BASES.has(String.fromCharCode(lower(code)))))
  ) {
    return { end: at, isFloat: false, problem: null };
  }
  return new NumberScanner(text, start).scan();
}

/** The value of a float literal, hexadecimal ones included. */
export function floatValue(text: string): number {
  if (!/[_x]/i.test(text)) {
    return Number(text);
  }
  const plain = text.replaceAll('_', '');
  const hex = /^0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/i.exec(plain);
  if (!hex) {
    return Number(plain);
  }
  const [, whole = '', fraction = '', exponent = '0'] = hex;
  return parseInt(whole + fraction || '0', 16) * 2 ** (Number(exponent) - 4 * fraction.length);
}
