/**
 * From the expressions of the tree to the terms that Tempo checks.
 *
 * Follows the actions of `fieldExpression` in Tempo's `pkg/traceql/expr.y` (2.6 to 3.0) and, for 3.0, the rewriting of
 * alternatives in `ast_rewriter.go`.
 */
import { Binary, BinaryOperator, Expression, Literal, Range } from '../ast';
import { leftSpine } from '../walk';
import { BinaryTerm, Constant, FieldTerm, Problem, Term, TermContext } from './term';
import { binaryTerm, constant, fieldTerm, problem, unaryTerm } from './terms';
import { nameOfType } from './valueTypes';

const MAX_INT = BigInt('0x7fffffffffffffff');

/** The term of a literal. */
export function literalTerm(literal: Literal): Constant {
  const { range } = literal;
  switch (literal.kind) {
    case 'string':
      return constant('string', range, literal.value);
    case 'int':
      return constant('int', range, intValue(literal.text));
    case 'int-constant':
      return constant('int', range, literal.name === 'maxInt' ? MAX_INT : -MAX_INT - BigInt(1));
    default:
      return constant(literal.kind, range);
  }
}

/** The value of a whole number as written; 0 for what is none. */
export function intValue(text: string): bigint {
  return /^-?\d+$/.test(text) ? BigInt(text) : BigInt(0);
}

/**
 * The term of an expression.
 * @param merges whether alternatives such as `a =~ "x" || a =~ "y"` become one set operation first
 */
export function termOf(context: TermContext, expression: Expression, merges: boolean): Term {
  switch (expression.kind) {
    case 'binary':
      return chainTerm(context, expression, merges);
    case 'unary':
      // Tempo's rewriting does not look below unary operators.
      return unaryTerm(expression.operator, termOf(context, expression.operand, false), expression.range);
    case 'attribute':
    case 'intrinsic':
      return fieldTerm(expression, context.features);
    case 'invalid':
      return constant('nil', expression.range);
    default:
      return literalTerm(expression);
  }
}

/** Works from the innermost left operand outwards, so that chains may be long. */
function chainTerm(context: TermContext, root: Binary, merges: boolean): Term {
  const spine = leftSpine(root);
  const innermost = spine[spine.length - 1] ?? root;
  const isLeadingNil = isExistenceTest(context, innermost) && innermost.left.kind === 'nil';
  let left = isLeadingNil ? constant('nil', innermost.left.range) : termOf(context, innermost.left, merges);
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i] ?? root;
    left = isExistenceTest(context, node)
      ? existenceTerm(context, node, left, merges)
      : operationTerm(context, node, left, merges);
  }
  return left;
}

function operationTerm(context: TermContext, node: Binary, left: Term, merges: boolean): Term {
  const right = termOf(context, node.right, merges);
  const term = binaryTerm(context, node.operator, left, right, node.range);
  return merges && term.form === 'binary' ? mergeAlternatives(term, node.range) : term;
}

/** Whether the comparison with `nil` is a form of its own. */
function isExistenceTest(context: TermContext, { operator, left, right }: Binary): boolean {
  const isEquality = operator === '=' || operator === '!=';
  return context.features.nil !== 'literal' && isEquality && (left.kind === 'nil' || right.kind === 'nil');
}

function existenceTerm(context: TermContext, node: Binary, left: Term, merges: boolean): Term {
  if (node.left.kind === 'nil' && node.right.kind === 'nil') {
    return constant('bool', node.range);
  }
  const operand =
    node.left.kind === 'nil' ? termOf(context, node.right, false) : withoutMerging(context, node, left, merges);
  return unaryTerm(node.operator === '=' ? 'absent' : 'exists', operand, node.range);
}

/** `x != nil` is a unary operator, below which nothing is merged; merged terms have to be made again. */
function withoutMerging(context: TermContext, node: Binary, left: Term, merges: boolean): Term {
  return merges && left.form === 'binary' ? termOf(context, node.left, false) : left;
}

const MERGED: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = { '||': '=~', '&&': '!~' };

interface Match {
  readonly field: FieldTerm;
  readonly operator: BinaryOperator;
}

/** `a =~ "x" || a =~ "y"` and `a !~ "x" && a !~ "y"`, which Tempo 3.0 makes one term without looking at the patterns. */
function mergeAlternatives(term: BinaryTerm, range: Range): Term {
  const wanted = MERGED[term.operator];
  const left = wanted ? matchOf(term.left, wanted) : null;
  const right = wanted ? matchOf(term.right, wanted) : null;
  if (!left || !right || !wanted || left.field.identity !== right.field.identity) {
    return term;
  }
  const { field } = left;
  const type = field.type === 'string' || field.type === 'untyped' ? null : field.type;
  const own: Problem[] = type
    ? [problem('invalid', 'type-mismatch', `\`${wanted}\` cannot combine ${nameOfType(type)} with strings.`, range)]
    : [];
  const strings: Constant = { ...constant('strings', range), type: 'strings' };
  const problems = field.problems.length > 0 ? field.problems : own;
  return {
    form: 'binary',
    operator: wanted,
    left: field,
    right: strings,
    type: 'bool',
    refersToSpan: true,
    problems,
    range,
  };
}

/** The field of a match with one or more strings. */
function matchOf(term: Term, operator: BinaryOperator): Match | null {
  if (term.form !== 'binary' || term.operator !== operator) {
    return null;
  }
  const [field, value] = term.left.form === 'field' ? [term.left, term.right] : [term.right, term.left];
  const isStrings = value.form === 'constant' && (value.type === 'string' || value.type === 'strings');
  return field.form === 'field' && isStrings ? { field, operator } : null;
}
