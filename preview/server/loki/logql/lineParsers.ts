import { parseError } from './logQl';

/** What `| json`, `| logfmt` and `| regexp` take out of a line: names and values, in their order. */
export type Extracted = Array<[name: string, value: string]>;

const PAIR = /([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?/g;

/** Objects are flattened with `_`, lists left out. */
export function extractJson(line: string): Extracted {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return [['__error__', 'JSONParserErr']];
  }
  return isObject(value) ? flatten(value, '') : [['__error__', 'JSONParserErr']];
}

function flatten(object: Record<string, unknown>, prefix: string): Extracted {
  return Object.entries(object).flatMap(([key, value]): Extracted => {
    const name = `${prefix}${toLabelName(key)}`;
    if (isObject(value)) {
      return flatten(value, `${name}_`);
    }
    return value === null || Array.isArray(value) ? [] : [[name, String(value)]];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names without a value are left out. */
export function extractLogfmt(line: string): Extracted {
  return [...line.matchAll(PAIR)].flatMap(([, key = '', value = '']): Extracted => {
    const text = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
    return text === '' ? [] : [[toLabelName(key), text]];
  });
}

/** Only named groups. @param pattern as Go writes it: `(?P<name>…)` @throws LogQlError where it is none */
export function extractByRegexp(pattern: string): (line: string) => Extracted {
  const regex = compile(pattern);
  return (line) => Object.entries(regex.exec(line)?.groups ?? {}).filter(([, value]) => Boolean(value));
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern.replaceAll('(?P<', '(?<'), 'u');
  } catch {
    throw parseError(`error parsing regexp: \`${pattern}\``);
  }
}

function toLabelName(key: string): string {
  return key.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
}
