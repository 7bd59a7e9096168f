import { asObject } from '../settings/readJson';

/** Comments by the place they stand at: keys and indices joined by `PATH_SEPARATOR`. */
export type Comments = ReadonlyMap<string, readonly string[]>;

export const PATH_SEPARATOR = '\u0000';

const WIDTH = 110;
/** Read as something else than text by YAML 1.1 or 1.2. */
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|~)$/i;
const PLAIN = /^[A-Za-z_][\w./@-]*( [\w./@-]+)*$/;
const DURATION = /^-?\d+(ms|[smhdw])$/;
const PLAIN_KEY = /^[A-Za-z_][\w.-]*$/;
/** Control characters, other line breaks, the byte order mark, and halves of characters. */
const UNPRINTABLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Writes plain JSON as YAML that Grafana's parser and others read back as the same. Lines without indentation and without
 * a line break at the end.
 */
export function renderYaml(value: unknown, comments: Comments = new Map(), path: readonly string[] = []): string[] {
  if (Array.isArray(value)) {
    return value.length === 0 ? ['[]'] : value.flatMap((item, at) => renderItem(item, comments, [...path, String(at)]));
  }
  const object = asObject(value);
  if (object) {
    const entries = Object.entries(object).filter(([, item]) => item !== undefined);
    return entries.length === 0
      ? ['{}']
      : entries.flatMap(([key, item]) => renderEntry(key, item, comments, [...path, key]));
  }
  return renderScalar(value);
}

/** `# …`, as many lines as it takes. */
export function renderComment(text: string, width = WIDTH): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(/\s+/)) {
    if (line.length > 1 && line.length + word.length + 1 > width) {
      lines.push(line);
      line = '#';
    }
    line += word === '' ? '' : ` ${word}`;
  }
  return [...lines, line];
}

export function indent(lines: readonly string[], by: number): string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));
}

function commentsAt(comments: Comments, path: readonly string[]): string[] {
  return (comments.get(path.join(PATH_SEPARATOR)) ?? []).flatMap((text) => renderComment(text));
}

function renderEntry(key: string, value: unknown, comments: Comments, path: readonly string[]): string[] {
  const name = PLAIN_KEY.test(key) && !RESERVED.test(key) ? key : quote(key);
  const lines = renderYaml(value, comments, path);
  return [...commentsAt(comments, path), ...attach(`${name}:`, lines, isBlock(value))];
}

function renderItem(value: unknown, comments: Comments, path: readonly string[]): string[] {
  const lines = renderYaml(value, comments, path);
  const own = commentsAt(comments, path);
  if (!isBlock(value)) {
    return [...own, ...attach('-', lines, false)];
  }
  // Comments of the first key stand above the dash.
  const first = lines.findIndex((line) => !line.startsWith('#'));
  const rest = lines.slice(first);
  return [
    ...own,
    ...lines.slice(0, first),
    ...rest.map((line, at) => (at === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`)),
  ];
}

/** Puts a value behind its key or dash: on the same line, or below. */
function attach(head: string, lines: readonly string[], block: boolean): string[] {
  const [first = '', ...rest] = lines;
  return block ? [head, ...indent(lines, 2)] : [`${head} ${first}`, ...indent(rest, 2)];
}

function isBlock(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : Object.values(asObject(value) ?? {}).some((item) => item !== undefined);
}

function renderScalar(value: unknown): string[] {
  if (typeof value === 'string') {
    return renderText(value);
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return [Object.is(value, -0) ? '0' : String(value)];
  }
  return [typeof value === 'boolean' ? String(value) : 'null'];
}

/** The first line goes behind the key, the others below it. */
function renderText(text: string): string[] {
  if ((PLAIN.test(text) && !RESERVED.test(text)) || DURATION.test(text)) {
    return [text];
  }
  if (UNPRINTABLE.test(text)) {
    return [quote(text)];
  }
  if (text.includes('\n')) {
    return renderLines(text) ?? [quote(text)];
  }
  return fold(text) ?? [`'${text.replace(/'/g, "''")}'`];
}

/** Several lines as they are. Undefined where YAML would take spaces at their ends for something else. */
function renderLines(text: string): string[] | undefined {
  const ends = text.endsWith('\n');
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  const isPlain =
    lines.every((line) => line === line.trimEnd()) && !/^(\s|$)/.test(lines[0] ?? '') && lines.at(-1) !== '';
  return isPlain ? [ends ? '|' : '|-', ...lines] : undefined;
}

/** A long query, broken before its pipes; read back the breaks are spaces. */
function fold(text: string): string[] | undefined {
  const parts = text.split(' | ');
  const lines = parts.map((part, at) => (at === 0 ? part : `| ${part}`));
  const isSafe = parts.every((part) => part !== '' && part === part.trim());
  return text.length > WIDTH && parts.length > 1 && isSafe ? ['>-', ...lines] : undefined;
}

/** Between double quotes, with escapes that JSON and YAML share. */
function quote(text: string): string {
  // Halves of characters cannot be written in any file.
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return JSON.stringify(whole).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
