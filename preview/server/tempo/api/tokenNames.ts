/** Names of tokens in Tempo's syntax errors (`pkg/traceql/lexer.go`): words and operators as they are, else their kind. */
import { Behaviour } from '../behaviour';

const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^$/, '$end'],
  [/^["`]/, 'STRING'],
  [/^-?\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w)/, 'DURATION'],
  [/^(\d+\.\d*|\.\d+|\d+e[+-]?\d+)/, 'FLOAT'],
  [/^\d+/, 'INTEGER'],
  [/^((span|resource|event|link|instrumentation|parent)\.|\.)(\s|[{}()=~!<>&|^,]|$)/, 'END_ATTRIBUTE'],
];

const OPERATORS = [
  '&>>',
  '&<<',
  '!>>',
  '!<<',
  '&>',
  '&<',
  '&~',
  '!>',
  '!<',
  '!~',
  '>>',
  '<<',
  '&&',
  '||',
  '!=',
  '>=',
  '<=',
  '=~',
  '{',
  '}',
  '(',
  ')',
  ',',
  '=',
  '<',
  '>',
  '~',
  '|',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '.',
];

const KEYWORDS = new Set([
  'true',
  'false',
  'nil',
  'ok',
  'error',
  'unset',
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
  'duration',
  'childCount',
  'name',
  'status',
  'statusMessage',
  'kind',
  'rootName',
  'rootServiceName',
  'rootService',
  'traceDuration',
  'nestedSetLeft',
  'nestedSetRight',
  'nestedSetParent',
  'id',
  'traceID',
  'spanID',
  'timeSinceStart',
  'parent',
  'count',
  'avg',
  'max',
  'min',
  'sum',
  'by',
  'coalesce',
  'select',
  'rate',
  'count_over_time',
  'quantile_over_time',
  'histogram_over_time',
  'compare',
  'with',
]);

const LATER_KEYWORDS = new Set([
  'parentID',
  'version',
  'min_over_time',
  'max_over_time',
  'avg_over_time',
  'sum_over_time',
  'topk',
  'bottomk',
]);

/** Words that begin an attribute are tokens with what follows them. */
const SCOPES =
  /^(span\.|resource\.|event\.|link\.|instrumentation\.|parent\.|span:|trace:|event:|link:|instrumentation:)/;

export function tokenName(rest: string, behaviour: Behaviour): string {
  const trimmed = rest.trimStart();
  const kind = KINDS.find(([pattern]) => pattern.test(trimmed));
  if (kind) {
    return kind[1];
  }
  const scope = SCOPES.exec(trimmed)?.[0];
  if (scope && (behaviour.instrumentation || !scope.startsWith('instrumentation'))) {
    return scope;
  }
  const operator = OPERATORS.find((candidate) => trimmed.startsWith(candidate));
  if (operator) {
    return operator;
  }
  const identifier = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(trimmed)?.[0] ?? '';
  const isKeyword = KEYWORDS.has(identifier) || (behaviour.generation !== '2.6' && LATER_KEYWORDS.has(identifier));
  return isKeyword ? identifier : 'IDENTIFIER';
}
