/** Literals in words. */
import { Literal, SpanKindName } from '../ast';

const LONGEST_TEXT = 80;

/** Text in quotes, cut where it is long. */
export function quoted(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return `"${cut.replace(/\n/g, '⏎').replace(/[\u0000-\u001f\u007f]/g, '�')}"`;
}

/** A name or a piece of TraceQL, cut where it is long. */
export function cited(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

const UNITS: Readonly<Record<string, string>> = {
  ns: 'nanosecond',
  us: 'microsecond',
  '\u00b5s': 'microsecond',
  '\u03bcs': 'microsecond',
  ms: 'millisecond',
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  y: 'year',
};

/** `1h30m` as "1 hour 30 minutes"; the text itself where it is no duration. */
export function durationInWords(text: string): string {
  const negative = text.startsWith('-');
  const words = Array.from(text.matchAll(/([\d.]+)([^\d.\s-]+)/g), ([, amount = '', unit = '']) => {
    const name = UNITS[unit];
    return name ? `${amount} ${name}${amount === '1' ? '' : 's'}` : '';
  });
  if (words.length === 0 || words.includes('')) {
    return cited(text);
  }
  return (negative ? 'minus ' : '') + words.join(' ');
}

const KINDS: Readonly<Record<SpanKindName, string>> = {
  unspecified: 'unspecified',
  internal: 'internal (work inside of the service)',
  server: 'server (it answers a request)',
  client: 'client (it sends a request)',
  producer: 'producer (it hands over a message)',
  consumer: 'consumer (it takes a message)',
};

/** A literal as the complement of "is". */
export function literalInWords(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return literal.value === '' ? 'empty' : quoted(literal.value);
    case 'int':
    case 'float':
      return cited(literal.text);
    case 'duration':
      return durationInWords(literal.text);
    case 'bool':
      return String(literal.value);
    case 'nil':
      return 'missing';
    case 'status':
      return { ok: 'ok', error: 'error', unset: 'unset' }[literal.value];
    case 'span-kind':
      return KINDS[literal.value];
    case 'int-constant':
      return literal.name === 'minInt' ? 'the smallest whole number' : 'the greatest whole number';
  }
}

/** "1st", "22nd", "95th", "99.9th" */
export function ordinal(value: string): string {
  const whole = /^\d+$/.test(value);
  const teens = /1[1-3]$/.test(value);
  const suffixes: Readonly<Record<string, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
  return value + (whole && !teens ? (suffixes[value.slice(-1)] ?? 'th') : 'th');
}

/** A quantile between 0 and 1 as percent, without the noise of binary fractions. */
export function percent(quantile: number): string {
  return String(Number((quantile * 100).toPrecision(12)));
}
