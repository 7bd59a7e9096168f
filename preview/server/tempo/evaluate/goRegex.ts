/**
 * Regular expressions of Go (RE2) by those of JavaScript.
 *
 * What differs in spelling is rewritten: flags `(?i)`, `(?s)`, `(?m)`, `(?U)`; names of groups; `\z`, `\A`, `\Q…\E`,
 * `\C`, POSIX classes. Compiled expressions are cached, results too where the same values come again and again.
 */
import { EvaluationError } from './errors';

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

export interface Matcher {
  matches(text: string): boolean;
}

/** @throws EvaluationError where the expression is not understood */
export function compileRegex(pattern: string, anchored: boolean): Matcher {
  const { source, flags } = translate(pattern);
  let expression: RegExp;
  try {
    // Prometheus' matcher, which Tempo uses since 2.7, lets a point match a line feed too.
    expression = new RegExp(
      anchored ? `^(?:${source})$` : source,
      anchored && !flags.includes('s') ? `${flags}s` : flags
    );
  } catch {
    throw new EvaluationError(`error parsing regexp: \`${pattern}\``);
  }
  const seen = new Map<string, boolean>();
  return {
    matches(text) {
      let result = seen.get(text);
      if (result === undefined) {
        result = expression.test(text);
        if (seen.size < 1000) {
          seen.set(text, result);
        }
      }
      return result;
    },
  };
}

function translate(pattern: string): { source: string; flags: string } {
  let rest = pattern;
  let flags = 'u';
  const leading = /^\(\?([imsU]+)\)/.exec(rest);
  if (leading?.[1]) {
    flags += [...leading[1]].filter((flag) => flag !== 'U' && !flags.includes(flag)).join('');
    rest = rest.slice(leading[0].length);
  }
  let source = '';
  let inClass = false;
  for (let i = 0; i < rest.length;) {
    const [text, length, classState] = translateAt(rest, i, inClass);
    source += text;
    i += length;
    inClass = classState;
  }
  return { source, flags };
}

/** The translation of what stands at an offset, how much of the pattern that was, and whether a class is open after it. */
function translateAt(text: string, at: number, inClass: boolean): [string, number, boolean] {
  const char = text.charAt(at);
  if (char === '\\') {
    const [translated, length] = translateEscape(text, at, inClass);
    return [translated, length, inClass];
  }
  if (inClass) {
    return translateInClass(text, at, char);
  }
  if (char === '[') {
    const start = /^\[\^?\]?/.exec(text.slice(at))?.[0] ?? '[';
    return [start.replace(/\]$/, '\\]'), start.length, true];
  }
  if (text.startsWith('(?P<', at)) {
    return ['(?<', 4, false];
  }
  if ((char === '{' && !/^\{\d+(,\d*)?\}/.test(text.slice(at))) || char === ']') {
    return [`\\${char}`, 1, false];
  }
  if (char === '}' && !/\{\d+(,\d*)?$/.test(text.slice(0, at))) {
    return ['\\}', 1, false];
  }
  return [char, 1, false];
}

function translateInClass(text: string, at: number, char: string): [string, number, boolean] {
  const posix = /^\[:(\^?)(\w+):\]/.exec(text.slice(at));
  const set = posix?.[2] ? POSIX[posix[2]] : undefined;
  if (posix && set !== undefined) {
    return [set, posix[0].length, true];
  }
  return char === ']' ? [']', 1, false] : ['[(){}/|'.includes(char) ? `\\${char}` : char, 1, true];
}

function translateEscape(text: string, at: number, inClass: boolean): [string, number] {
  const next = text.charAt(at + 1);
  if (next === 'Q') {
    const end = text.indexOf('\\E', at + 2);
    const literal = end < 0 ? text.slice(at + 2) : text.slice(at + 2, end);
    return [literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), literal.length + (end < 0 ? 2 : 4)];
  }
  if (next === 'A' || next === 'z') {
    return [next === 'A' ? '^' : '$', 2];
  }
  if (next === 'a') {
    return ['\\x07', 2];
  }
  const property = /^\\([pP])([A-Z])/.exec(text.slice(at));
  if (property) {
    return [`\\${property[1]}{${property[2]}}`, 3];
  }
  const script = /^\\([pP])\{(\^?)(\w+)\}/.exec(text.slice(at));
  if (script?.[3]) {
    const name = script[3].length > 2 ? `Script=${script[3]}` : script[3];
    return [`\\${script[1]}{${name}}`, script[0].length];
  }
  // A needless escape is an error in JavaScript's unicode mode.
  const keeps = /[\^$\\.*+?()[\]{}|/dDwWsSbBtnrfvx0-9]/.test(next) || (inClass && next === '-');
  return [keeps ? `\\${next}` : next, 2];
}
