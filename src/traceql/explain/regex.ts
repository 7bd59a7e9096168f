/**
 * Patterns in words: most patterns that people write mean "contains", "starts with" or "is one of".
 *
 * Where a pattern has to match depends on the release: up to 2.6 anywhere in the text, since 2.7 the whole text
 * (`pkg/regexp` of Tempo).
 */
import { Release } from '../releases';
import { cited, quoted } from './literals';

type Shape = 'is' | 'starts' | 'ends' | 'contains';

interface Pattern {
  readonly ignoreCase: boolean;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly body: string;
}

const WORDS: Readonly<Record<Shape, readonly [positive: string, negative: string]>> = {
  is: ['is', 'is not'],
  starts: ['starts with', 'does not start with'],
  ends: ['ends with', 'does not end with'],
  contains: ['contains', 'does not contain'],
};

/** The predicate that a regular expression stands for: `starts with "a"`. */
export function regexInWords(pattern: string, negated: boolean, release: Release): string {
  const whole = release !== '2.6';
  const read = readPattern(pattern, whole);
  const alternatives = literalAlternatives(read.body);
  // `^a|b$` anchors only the outer alternatives, unless the release anchors the whole pattern itself.
  const anchorsApply = whole || !/\|/.test(read.body) || isBracketed(read.body) || !(read.atStart || read.atEnd);
  const suffix = read.ignoreCase ? ', in upper or lower case' : '';
  if (alternatives && anchorsApply) {
    return predicate(shapeOf(read), alternatives, negated) + suffix;
  }
  const verb = negated ? 'does not match' : 'matches';
  const extent = whole ? 'as a whole' : 'anywhere in it';
  return `${verb} the pattern ${cited(pattern) || '""'} ${extent}`;
}

function predicate(shape: Shape, alternatives: readonly string[], negated: boolean): string {
  const [positive, negative] = WORDS[shape];
  const verb = negated ? negative : positive;
  const [only = ''] = alternatives;
  if (alternatives.length > 1) {
    return `${verb} ${negated ? 'any of' : 'one of'} ${alternatives.map(quoted).join(', ')}`;
  }
  if (only !== '') {
    return `${verb} ${quoted(only)}`;
  }
  if (shape === 'is') {
    return negated ? 'is not empty' : 'is empty';
  }
  return negated ? 'is nothing at all' : 'is anything';
}

function shapeOf({ atStart, atEnd }: Pattern): Shape {
  if (atStart) {
    return atEnd ? 'is' : 'starts';
  }
  return atEnd ? 'ends' : 'contains';
}

function readPattern(pattern: string, whole: boolean): Pattern {
  const ignoreCase = pattern.startsWith('(?i)');
  let body = ignoreCase ? pattern.slice(4) : pattern;
  let atStart = whole;
  let atEnd = whole;
  if (body.startsWith('^')) {
    atStart = true;
    body = body.slice(1);
  }
  if (body.endsWith('$') && !/\\\$$/.test(body)) {
    atEnd = true;
    body = body.slice(0, -1);
  }
  if (body.startsWith('.*') && !hasOuterBar(body)) {
    atStart = false;
    body = body.slice(2);
  }
  if (/(?:^|[^\\])\.\*$/.test(body) && !hasOuterBar(body)) {
    atEnd = false;
    body = body.slice(0, -2);
  }
  return { ignoreCase, atStart, atEnd, body };
}

function isBracketed(body: string): boolean {
  return /^\((?:\?:)?[^()]*\)$/.test(body);
}

function hasOuterBar(body: string): boolean {
  return /\|/.test(body.replace(/\([^()]*\)/g, ''));
}

/** The texts between the bars, where the pattern has no other operators; null where it has. */
function literalAlternatives(body: string): string[] | null {
  const inner = isBracketed(body) ? body.replace(/^\((?:\?:)?/, '').slice(0, -1) : body;
  if (!/^(?:[^\\.+*?()|[\]{}^$]|\\[^\p{L}\p{N}]|\|)*$/u.test(inner)) {
    return null;
  }
  const parts = inner.match(/(?:\\.|[^|\\])+|\|/gsu) ?? [];
  const texts = inner === '' ? [''] : parts.filter((part) => part !== '|');
  const bars = parts.length - (inner === '' ? 0 : texts.length);
  return bars === texts.length - 1 ? texts.map((text) => text.replace(/\\(.)/gsu, '$1')) : null;
}
