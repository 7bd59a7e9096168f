/**
 * What Tempo accepts and people regret.
 *
 * What is said about meaning follows Tempo's `pkg/traceql/ast_execute.go`, `pkg/regexp` and `lexer.go`, 2.6 to 3.0.
 */
import { Attribute, Binary, Expression, Node, Query, SpansetFilter } from '../ast';
import { conventionalScope } from '../attributeScopes';
import { bindingOf, LOGIC } from '../binding';
import { Diagnostic, Fix, replaceFix } from '../diagnostics';
import { INTRINSICS } from '../intrinsics';
import { writeAttribute } from '../quote';
import { Features, V3_0 } from '../releases';
import { visit } from '../walk';
import { regexWarnings } from './regexWarnings';
import { warn, WarningContext } from './warningContext';

export interface WarningOptions {
  /** Length of the time range that will be queried, if known: then `{ }` over a long one is warned of. */
  readonly rangeSeconds?: number;
}

/** Range from which on a search without any condition is worth a word. */
const LONG_RANGE_SECONDS = 3 * 3600;

/** More than so many would drown everything else. */
const MAX_WARNINGS = 100;

/** Warnings and hints about a query, in the order of the text; `text` is what its ranges refer to. */
export function warningsOf(text: string, query: Query, features: Features, options: WarningOptions): Diagnostic[] {
  const context: WarningContext = { text, features, found: [] };
  visit(query, (node, parent) => {
    if (context.found.length >= MAX_WARNINGS) {
      return false;
    }
    if (node.kind === 'binary') {
      binaryWarnings(context, node, parent);
    } else if (node.kind === 'attribute') {
      attributeWarnings(context, node);
    }
    return true;
  });
  rangeWarning(context, query, options);
  metricsHints(context, query);
  return context.found;
}

function binaryWarnings(context: WarningContext, node: Binary, parent: Node | null): void {
  if (bindingOf(node.operator) === LOGIC) {
    mixedLogic(context, node, parent);
    return;
  }
  if (node.operator === '=~' || node.operator === '!~') {
    regexWarnings(context, node);
  }
  absentAttribute(context, node);
  numericString(context, node);
}

/** `a || b && c` is `(a || b) && c`. */
function mixedLogic(context: WarningContext, node: Binary, parent: Node | null): void {
  const { left } = node;
  const isMixed = (outer: Expression, inner: Expression): inner is Binary =>
    outer.kind === 'binary' &&
    inner.kind === 'binary' &&
    bindingOf(inner.operator) === LOGIC &&
    inner.operator !== outer.operator;
  // A node's range leaves out its own parentheses: where both begin together there are none.
  if (!isMixed(node, left) || left.range.start !== node.range.start) {
    return;
  }
  // In a long chain one word is enough.
  const above =
    parent?.kind === 'binary' &&
    parent.left === node &&
    isMixed(parent, node) &&
    parent.range.start === node.range.start;
  if (above) {
    return;
  }
  const message =
    '`&&` and `||` bind equally in TraceQL and are read from left to right; parentheses would say what is meant.';
  warn(context, 'mixed-logic', message, node.range, mixedLogicFixes(context, node, left));
}

function mixedLogicFixes({ text }: WarningContext, node: Binary, left: Binary): Fix[] {
  const asRead = around('Put parentheses as Tempo reads it', left.range.start, left.range.end);
  const isUsual = left.operator === '||';
  if (!isUsual) {
    return [asRead];
  }
  // As most languages would read it: the stronger `&&` first.
  const end = node.range.end;
  const start = left.right.range.start - openParenthesesBefore(text, left.right.range.start);
  return [asRead, around('Let && bind stronger, as in most languages', start, end)];
}

function openParenthesesBefore(text: string, offset: number): number {
  const before = /(?:\(\s*)*$/.exec(text.slice(Math.max(0, offset - 64), offset));
  return before?.[0].length ?? 0;
}

function around(title: string, start: number, end: number): Fix {
  return {
    title,
    edits: [
      { range: { start, end: start }, text: '(' },
      { range: { start: end, end }, text: ')' },
    ],
  };
}

/** `span.x != "a"` is false where there is no x. */
function absentAttribute(context: WarningContext, node: Binary): void {
  const isNegative = node.operator === '!=' || node.operator === '!~';
  if (!isNegative || node.left.kind !== 'attribute' || node.right.kind === 'nil') {
    return;
  }
  const name = writeAttribute(node.left.scope, node.left.parent, node.left.name);
  if (name === 'resource.service.name') {
    return;
  }
  const message = `Spans without \`${name}\` do not match either: a comparison with something absent is false.`;
  const { start, end } = node.range;
  const fixes: Fix[] =
    context.features.nil === 'exists-or-absent'
      ? [
          {
            title: 'Match spans without it, too',
            edits: [
              { range: { start, end: start }, text: '(' },
              { range: { start: end, end }, text: ` || ${name} = nil)` },
            ],
          },
        ]
      : // `!(…)` would say it, but Tempo 2.6 to 3.0 finds nothing by a negation in the first filter of a query.
        [];
  warn(context, 'absent-attribute', message, node.range, fixes, 'hint');
}

/** `span.http.status_code = "500"`: a number never equals a string. */
function numericString(context: WarningContext, node: Binary): void {
  const { left, right, operator } = node;
  const isComparison = !'+-*/%^'.includes(operator) && operator !== '=~' && operator !== '!~';
  if (!isComparison || left.kind !== 'attribute' || right.kind !== 'string' || !/^-?\d+(?:\.\d+)?$/.test(right.value)) {
    return;
  }
  const isSure = NUMERIC_ATTRIBUTES.has(left.name);
  const isOrder = operator !== '=' && operator !== '!=';
  if (!isSure && !isOrder) {
    return;
  }
  const message = `\`${right.value}\` in quotes is a string, and a number never equals one${isOrder ? '; strings are ordered letter by letter' : ''}.`;
  warn(context, 'numeric-string', message, right.range, [replaceFix('Make it a number', right.range, right.value)]);
}

const NUMERIC_ATTRIBUTES: ReadonlySet<string> = new Set([
  'http.status_code',
  'http.response.status_code',
  'rpc.grpc.status_code',
  'http.request.body.size',
  'http.response.body.size',
  'http.request_content_length',
  'http.response_content_length',
  'server.port',
  'client.port',
  'net.peer.port',
  'net.host.port',
  'network.peer.port',
  'messaging.batch.message_count',
  'process.pid',
]);

function attributeWarnings(context: WarningContext, node: Attribute): void {
  if (node.scope === 'none' && !node.parent) {
    unscoped(context, node);
  }
  swallowedOperator(context, node);
}

function unscoped(context: WarningContext, node: Attribute): void {
  if (INTRINSICS.has(node.name)) {
    const message = `\`.${node.name}\` is an attribute of that name; the field of every span is \`${node.name}\`, without the dot.`;
    warn(context, 'intrinsic-as-attribute', message, node.range, [
      replaceFix(`Use ${node.name}`, node.range, node.name),
    ]);
    return;
  }
  const scope = conventionalScope(node.name);
  const scopes = scope ? [scope] : (['span', 'resource'] as const);
  const fixes = scopes.map((one) => {
    const written = writeAttribute(one, false, node.name);
    return replaceFix(`Use ${written}`, node.range, written);
  });
  const why = 'Without a scope Tempo has to look in span, resource and more, which costs time and may mix things up.';
  const message = scope ? `By convention \`${node.name}\` is an attribute of the ${scope}. ${why}` : why;
  warn(context, 'unscoped-attribute', message, node.range, fixes, scope ? 'warning' : 'hint');
}

/** Longer names are no expressions that somebody typed; the pattern below is not made for them. */
const MAX_NAME_LENGTH = 120;

/** `.a-1`, `span.a+span.b`: everything up to a space belongs to the name. */
function swallowedOperator(context: WarningContext, node: Attribute): void {
  const written = context.text.slice(node.range.start, node.range.end);
  if (written.length > MAX_NAME_LENGTH || written.includes('"')) {
    return;
  }
  const found =
    /^((?:parent|span|resource|event|link|instrumentation)?\.[^+*/%]*?)([-+*/%])(\d[\w.]*|\.\w.*|(?:span|resource|parent|event|link|instrumentation)\..*)?$/.exec(
      written
    );
  const sign = found?.[2] ?? '';
  const rest = found?.[3] ?? '';
  if (!found || (sign === '-' && rest === '')) {
    return;
  }
  const quoted = writeAttribute(node.scope, node.parent, node.name);
  const fixes = [
    ...(rest === ''
      ? []
      : [replaceFix('Calculate: put spaces around the operator', node.range, `${found[1]} ${sign} ${rest}`)]),
    ...(quoted === written ? [] : [replaceFix('It is a name: quote it', node.range, quoted)]),
  ];
  const message = `\`${written}\` is one name: an attribute's name goes on up to a space.`;
  warn(context, 'swallowed-operator', message, node.range, fixes);
}

function rangeWarning(context: WarningContext, query: Query, { rangeSeconds }: WarningOptions): void {
  const [first] = query.stages;
  const isAll = query.stages.length === 1 && first?.kind === 'filter' && isEverything(first);
  if (!isAll || rangeSeconds === undefined || rangeSeconds <= LONG_RANGE_SECONDS || !first) {
    return;
  }
  const hours = Math.round(rangeSeconds / 3600);
  const fix = replaceFix('Only errors', first.range, '{ status = error }');
  warn(
    context,
    'match-all',
    `\`{ }\` matches every span of ${hours} hours; a condition makes this cheaper.`,
    first.range,
    [fix]
  );
}

function isEverything({ expression }: SpansetFilter): boolean {
  return expression === null || (expression.kind === 'bool' && expression.value);
}

/** What has to be switched on for metrics, and what a release does not heed. */
function metricsHints(context: WarningContext, { metrics, hints }: Query): void {
  const { age } = context.features;
  if (metrics && age < V3_0) {
    const message =
      'Before Tempo 3.0 recent data has metrics only where the `local-blocks` processor of the metrics-generator is on.';
    warn(context, 'needs-local-blocks', message, metrics.range, [], 'hint');
  }
  if (hints.length > 1) {
    const before = hints.slice(0, -1);
    before.forEach((one) =>
      warn(context, 'overridden-hints', 'Only the last `with(…)` counts.', one.range, [
        replaceFix('Remove it', one.range, ''),
      ])
    );
  }
}
