/**
 * Regular expressions that are more, or less, than needed.
 *
 * Up to 2.6 Tempo looks for the pattern anywhere in the value (`regexp.MatchString`), since 2.7 it must match the whole
 * value (`pkg/regexp`).
 */
import { Binary, StringLiteral } from '../ast';
import { Fix, replaceFix } from '../diagnostics';
import { writeString } from '../quote';
import { isAnchored, warn, WarningContext } from './warningContext';

/** Characters that mean something in a pattern. */
const SPECIAL = /[\\.+*?()[\]{}|^$]/;

/** Warnings about `field =~ "pattern"`. */
export function regexWarnings(context: WarningContext, node: Binary): void {
  const { right } = node;
  if (right.kind !== 'string') {
    return;
  }
  const anchored = isAnchored(context.features);
  const { value } = right;
  if (anchored ? !SPECIAL.test(value) : /^\^[^\\.+*?()[\]{}|^$]*\$$/.test(value)) {
    needless(context, node, right, value.replace(/^\^|\$$/g, ''));
  } else if (anchored && /^\^.*\$$/s.test(value) && !value.includes('|')) {
    anchors(context, right);
  } else if (anchored) {
    contains(context, right);
  } else {
    unanchored(context, right);
  }
}

function needless(context: WarningContext, node: Binary, right: StringLiteral, value: string): void {
  const operator = node.operator === '=~' ? '=' : '!=';
  const between = { start: node.left.range.end, end: right.range.start };
  const at = context.text.slice(between.start, between.end).indexOf(node.operator);
  if (at < 0) {
    return;
  }
  const start = between.start + at;
  const edits = [
    { range: { start, end: start + 2 }, text: operator },
    { range: right.range, text: writeString(value, right.raw) },
  ];
  const fix: Fix = { title: `Use ${operator}`, edits };
  warn(
    context,
    'needless-regex',
    `This needs no regular expression: \`${operator}\` does the same and is faster.`,
    right.range,
    [fix]
  );
}

function anchors(context: WarningContext, right: StringLiteral): void {
  const text = writeString(right.value.slice(1, -1), right.raw);
  const message = '`^` and `$` are not needed: since Tempo 2.7 a pattern must match the whole value.';
  warn(context, 'needless-anchors', message, right.range, [replaceFix('Remove ^ and $', right.range, text)], 'hint');
}

/** `=~ "api"` was "contains" up to 2.6. */
function contains(context: WarningContext, right: StringLiteral): void {
  const isOpen = /^\.[*+]|^\^|\.[*+]$|\$$|\|/.test(right.value);
  if (isOpen) {
    return;
  }
  const text = writeString(`.*${right.value}.*`, right.raw);
  const message = 'Since Tempo 2.7 a pattern must match the whole value, not a part of it.';
  warn(context, 'anchored-regex', message, right.range, [replaceFix('Match anywhere', right.range, text)], 'hint');
}

function unanchored(context: WarningContext, right: StringLiteral): void {
  if (/^(?:\^|\.\*)|(?:\$|\.\*)$/.test(right.value)) {
    return;
  }
  const text = writeString(`^(?:${right.value})$`, right.raw);
  const message = 'Before Tempo 2.7 a pattern matches any part of the value; since then it must match all of it.';
  warn(context, 'unanchored-regex', message, right.range, [replaceFix('Match the whole value', right.range, text)]);
}
