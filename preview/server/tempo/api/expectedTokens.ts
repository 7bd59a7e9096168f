/**
 * What Tempo's parser says it expected. It does so where at most four tokens could follow, which the surroundings tell:
 * the innermost open parenthesis or brace, what stands before it, and the last token.
 */
import { Behaviour } from '../behaviour';

interface Surroundings {
  /** `{`, `(` or nothing. */
  readonly opener: string;
  /** The word before a parenthesis: `rate`, `by`; `metrics by` after a metrics function. */
  readonly word: string;
  /** The text since the opener. */
  readonly inside: string;
}

const METRICS = /\b(rate|\w+_over_time|compare)\s*\([^|]*\)$/;

export function surroundingsOf(before: string): Surroundings {
  const open: number[] = [];
  const text = before.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, (quoted) => '_'.repeat(quoted.length));
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '{' || char === '(') {
      open.push(i);
    } else if (char === '}' || char === ')') {
      open.pop();
    }
  }
  const last = open[open.length - 1];
  if (last === undefined) {
    return { opener: '', word: '', inside: text };
  }
  const head = text.slice(0, last).trimEnd();
  const word = /\w+$/.exec(head)?.[0] ?? '';
  const isMetricsBy = word === 'by' && METRICS.test(head.replace(/\s*by$/, ''));
  const isInFilter = text.charAt(last) === '(' && open.some((at) => text.charAt(at) === '{');
  return {
    opener: isInFilter ? '{' : text.charAt(last),
    word: isMetricsBy ? 'metrics by' : word,
    inside: text.slice(last + 1),
  };
}

/** By the word before the parenthesis: what its inside looks like, and what may follow that. */
const IN_PARENTHESES: ReadonlyArray<readonly [word: RegExp, inside: RegExp, expected: string]> = [
  [/^(rate|count_over_time|count|coalesce)$/, /^$/, ')'],
  [/^compare$/, /,$/, 'INTEGER'],
  [/^compare$/, /,\s*\d+\s*,\s*\d+$/, ','],
  [/^(topk|bottomk)$/, /^$/, 'INTEGER'],
  [/^(topk|bottomk)$/, /\d$/, ')'],
  [/^quantile_over_time$/, /,$/, 'INTEGER or FLOAT'],
  [/^quantile_over_time$/, /^[^,]+$/, ','],
  [/^quantile_over_time$/, /,\s*[\d.]+$/, ') or ,'],
  [/^(metrics by|select)$/, /[^,\s(]$/, ') or ,'],
  [/^with$/, /(^|,)$/, 'IDENTIFIER'],
  [/^with$/, /(^|,)\s*\w+$/, '='],
  [/^with$/, /=\s*\S+$/, ') or ,'],
  [/^$/, /\|\s*(count|avg|min|max|sum)\s*\(.*\)\s*([<>=!]=?)\s*\S+$/, ') or |'],
  [/^$/, /\|\s*(by|coalesce|select)\s*\([^|]*\)$/, ') or |'],
];

const AT_ROOT: ReadonlyArray<readonly [RegExp, string, since30?: boolean]> = [
  [/(\}|(^|\|)\s*\(.*\))\s*(&&|\|\||[!&]?(>>|<<|>|<|~))$/, '{ or ('],
  [/\bwith$/, '('],
  [/\b(coalesce|rate|count_over_time|count)$/, '('],
  [/\b(rate|\w+_over_time|compare)\s*\([^|]*\)(\s*by\s*\([^)]*\))?\s*\|$/, 'topk or bottomk', true],
  [/\b(rate|\w+_over_time)\s*\([^|]*\)(\s*by\s*\([^)]*\))?\s*([<>=]=?|!=)$/, 'INTEGER or FLOAT or DURATION or -', true],
  [/\b(rate|\w+_over_time|compare|topk|bottomk)\s*\([^|]*\)(\s*by\s*\([^)]*\))?$/, 'with'],
  [/\}$/, 'with'],
];

const SCOPED: Readonly<Record<string, string>> = {
  'trace:': 'duration or rootName or rootService or id',
  'event:': 'name or timeSinceStart',
  'link:': 'traceID or spanID',
  'instrumentation:': 'name or version',
};

/** The expected tokens, joined by "or"; null where there are too many to tell. */
export function expectedTokens(before: string, token: string, behaviour: Behaviour): string | null {
  const text = before.trimEnd();
  if (token === 'END_ATTRIBUTE') {
    return 'IDENTIFIER';
  }
  const scope = /\b(span|trace|event|link|instrumentation):$/.exec(text)?.[0];
  if (scope) {
    return SCOPED[scope] ?? null;
  }
  const { opener, word, inside } = surroundingsOf(text);
  if (behaviour.generation !== '2.6' && /\bnil$/.test(text) && !/(^|[^<>=!])!?=\s*nil$/.test(text)) {
    return '= or !=';
  }
  if (opener === '{') {
    return null;
  }
  if (opener === '(') {
    return IN_PARENTHESES.find(([of, where]) => of.test(word) && where.test(inside.trim()))?.[2] ?? null;
  }
  const is30 = behaviour.generation !== '2.6';
  const isWrapped = token === '|' && /^\s*\(.*\)$/s.test(inside) && inside.includes('|');
  return isWrapped
    ? 'with'
    : (AT_ROOT.find(([where, , since30]) => (is30 || !since30) && where.test(inside.trim()))?.[1] ?? null);
}
