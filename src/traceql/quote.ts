/**
 * Quoting: the only place that escapes a string or a name.
 *
 * What has to be quoted follows `isAttributeRune` and `parseQuotedAtrribute` of Tempo's `pkg/traceql/lexer.go`, and Go's
 * `strconv.Unquote` (2.6 to 3.0).
 */
import { AttributeScope } from './ast';
import { LONE_BYTE } from './lex/strings';

const BACKSLASHES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
};

/** Characters that are written as escapes: controls, and halves of surrogate pairs, which have no UTF-8 form. */
const UNSAFE =
  /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Writes any text as a string literal in double quotes. */
export function quoteString(value: string): string {
  return `"${value.replace(UNSAFE, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= LONE_BYTE + 0x80 && code <= LONE_BYTE + 0xff) {
    return `\\x${(code - LONE_BYTE).toString(16)}`;
  }
  // A lone surrogate is no character; what reaches Tempo is the replacement character anyway.
  const writable = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
  return BACKSLASHES[character] ?? `\\u${writable.toString(16).padStart(4, '0')}`;
}

/** Whether the text can stand between backticks and mean itself. */
export function canBeRaw(value: string): boolean {
  return !/[`\r\u0000\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value);
}

/** Writes a string literal, in backticks where wished and possible. */
export function writeString(value: string, raw: boolean): string {
  return raw && canBeRaw(value) ? '`' + value + '`' : quoteString(value);
}

/**
 * Names that stand without quotes. Tempo takes more (`+`, `*`, `;`, `[` …), but those look like operators, and people
 * read them so.
 */
const SAFE_NAME = /^[\p{L}\p{N}_./:@-]+$/u;

/** Writes the name of an attribute after its scope, in quotes where any part of it needs them. */
export function quoteName(name: string): string {
  return SAFE_NAME.test(name) ? name : quoted(name);
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * Names that without quotes mean something else where there is no scope: `.5xx` begins with the number .5, and
 * `parent.span.x` (or `.span.x` after a `parent.` anywhere before) has the scope span.
 */
const MISLEADING_WITHOUT_SCOPE = /^(?:[0-9]|span\.|resource\.)/;

const PREFIXES: Readonly<Record<AttributeScope, string>> = {
  none: '',
  span: 'span.',
  resource: 'resource.',
  event: 'event.',
  link: 'link.',
  instrumentation: 'instrumentation.',
};

/** Writes an attribute with its scope: `.name`, `span.name`, `parent.resource."a name"`. */
export function writeAttribute(scope: AttributeScope, parent: boolean, name: string): string {
  const prefix = parent ? `parent.${PREFIXES[scope]}` : PREFIXES[scope] || '.';
  const isMisleading = scope === 'none' && MISLEADING_WITHOUT_SCOPE.test(name);
  return prefix + (isMisleading ? quoted(name) : quoteName(name));
}
