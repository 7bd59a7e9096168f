/**
 * Making terms, and saying what is wrong with them.
 *
 * Follows `newBinaryOperation`, `newUnaryOperation` and the `validate` methods of Tempo's `pkg/traceql/ast.go` and
 * `ast_validate.go`, 2.6 to 3.0.
 */
import { Attribute, BinaryOperator, Intrinsic, Range } from '../ast';
import { Fix, replaceFix } from '../diagnostics';
import { INTRINSICS } from '../intrinsics';
import { Features, V2_10 } from '../releases';
import { fold } from './fold';
import { regexProblem } from './regexSyntax';
import { Constant, FieldTerm, Problem, Term, TermContext, UnaryTerm } from './term';
import { canMeet, isNumeric, isPredicate, nameOfType, takesType, Type } from './valueTypes';

/** A list of many thousands of problems helps nobody. */
const MAX_PROBLEMS = 50;

export const NO_PROBLEMS: readonly Problem[] = [];

export function problem(
  verdict: Problem['verdict'],
  code: string,
  message: string,
  range: Range,
  fixes: readonly Fix[] = []
): Problem {
  return { verdict, code, message, range, fixes };
}

export function joinProblems(lists: ReadonlyArray<readonly Problem[]>): readonly Problem[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length === 0 ? NO_PROBLEMS : filled.flat().slice(0, MAX_PROBLEMS);
}

export function constant(type: Type, range: Range, value?: string | bigint | boolean): Constant {
  return { form: 'constant', type, value, refersToSpan: false, problems: NO_PROBLEMS, range };
}

/** The term of a single field. */
export function fieldTerm(node: Attribute | Intrinsic, features: Features): FieldTerm {
  return node.kind === 'intrinsic' ? intrinsicTerm(node, features) : attributeTerm(node);
}

function intrinsicTerm({ name, range }: Intrinsic, features: Features): FieldTerm {
  const info = INTRINSICS.get(name);
  const isUnsupported = info?.unsupported || (info?.canonical === 'span:childCount' && features.age < V2_10);
  const problems = isUnsupported
    ? [problem('unsupported', 'unsupported-intrinsic', `Tempo parses \`${name}\` and does not support it yet.`, range)]
    : NO_PROBLEMS;
  return {
    form: 'field',
    type: info?.type ?? 'untyped',
    identity: info?.canonical ?? name,
    printed: name,
    isIntrinsic: true,
    refersToSpan: true,
    problems,
    range,
  };
}

function attributeTerm({ scope, parent, name, range }: Attribute): FieldTerm {
  const outer = parent ? 'parent' : '';
  const inner = scope === 'none' ? '' : scope;
  const printed = `${outer && inner ? `${outer}.${inner}` : outer + inner}.${name}`;
  const message = 'Tempo parses attributes of the parent span and does not support them yet.';
  return {
    form: 'field',
    type: 'untyped',
    identity: printed,
    printed,
    isIntrinsic: false,
    refersToSpan: true,
    problems: parent ? [problem('unsupported', 'unsupported-parent', message, range)] : NO_PROBLEMS,
    range,
  };
}

/** The term of `left operator right`. */
export function binaryTerm(
  context: TermContext,
  operator: BinaryOperator,
  givenLeft: Term,
  givenRight: Term,
  range: Range
): Term {
  const left = trimTraceId(context.features, givenLeft, givenRight);
  const right = trimTraceId(context.features, givenRight, givenLeft);
  const refersToSpan = left.refersToSpan || right.refersToSpan;
  const inner =
    left.problems.length + right.problems.length > 0 ? joinProblems([left.problems, right.problems]) : NO_PROBLEMS;
  const own = inner.length > 0 ? null : binaryProblem(context.features, operator, left, right, range);
  if (!refersToSpan && inner.length === 0 && !own) {
    const folded = fold(context, operator, left, right, range);
    if (folded) {
      return folded;
    }
  }
  const type = isPredicate(operator) ? 'bool' : left.type === 'untyped' ? right.type : left.type;
  const problems = own ? [own] : inner;
  return { form: 'binary', operator, left, right, type, refersToSpan, problems, range };
}

/** A literal beside `trace:id` loses its leading zeros. */
function trimTraceId(features: Features, term: Term, other: Term): Term {
  const isTraceId = features.trimsTraceIds && other.form === 'field' && other.identity === 'trace:id';
  if (!isTraceId || term.form !== 'constant' || typeof term.value !== 'string') {
    return term;
  }
  return { ...term, value: term.value.replace(/^0+/, '') };
}

function binaryProblem(
  features: Features,
  operator: BinaryOperator,
  left: Term,
  right: Term,
  range: Range
): Problem | null {
  if (!canMeet(left.type, right.type, features.age)) {
    const message = `\`${operator}\` cannot combine ${nameOfType(left.type)} with ${nameOfType(right.type)}.`;
    return problem('invalid', 'type-mismatch', message, range, unquoteFix(left, right));
  }
  if (right.type === 'nil' && operator === '=') {
    return problem('unsupported', 'unsupported-nil', '`= nil` works since Tempo 2.10.', range);
  }
  const wrong = [left, right].find((operand) => !takesType(operator, operand.type));
  if (wrong) {
    const message = `\`${operator}\` does not take ${nameOfType(wrong.type)}.`;
    return problem('invalid', 'operator-type', message, range);
  }
  return operator === '=~' || operator === '!~' ? regexOperandProblem(features, right) : null;
}

const ENUM_VALUES: Readonly<Partial<Record<Type, ReadonlySet<string>>>> = {
  status: new Set(['ok', 'error', 'unset']),
  'span-kind': new Set(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']),
};

/** `status = "error"`: the values of status and kind stand without quotes. */
function unquoteFix(left: Term, right: Term): Fix[] {
  const [field, value] = left.form === 'field' ? [left, right] : [right, left];
  const text = value.form === 'constant' && typeof value.value === 'string' ? value.value.toLowerCase() : '';
  return ENUM_VALUES[field.type]?.has(text) ? [replaceFix('Remove the quotes', value.range, text)] : [];
}

function regexOperandProblem(features: Features, right: Term): Problem | null {
  const isLiteral = right.form === 'constant' && typeof right.value === 'string';
  if (features.regexCheck === 'literal' && !isLiteral) {
    const message = 'Since Tempo 3.0 a regular expression must be a string literal.';
    return problem('invalid', 'regex-operand', message, right.range);
  }
  let pattern = printTerm(right);
  if (isLiteral) {
    pattern = features.regexCheck === 'quoted' ? `\`${right.value}\`` : String(right.value);
  }
  const wrong = regexProblem(pattern);
  return wrong
    ? problem('invalid', 'invalid-regex', `This regular expression is invalid: ${wrong}.`, right.range)
    : null;
}

/** How Tempo prints a term, as far as it can stand right of `=~`: only fields and arithmetic on them. */
function printTerm(term: Term): string {
  switch (term.form) {
    case 'field':
      return term.printed;
    case 'constant':
      return String(term.value ?? '');
    case 'unary':
      return term.operator + wrap(term.operand);
    default: {
      const parts: string[] = [];
      let left: Term = term;
      let opening = '';
      for (; left.form === 'binary'; left = left.left) {
        parts.unshift(` ${left.operator} ${wrap(left.right)}${left === term ? '' : ')'}`);
        opening += left === term ? '' : '(';
      }
      return opening + wrap(left) + parts.join('');
    }
  }
}

function wrap(term: Term): string {
  return term.form === 'field' || term.form === 'constant' ? printTerm(term) : `(${printTerm(term)})`;
}

/** The term of a unary operator, or of a test for existence. */
export function unaryTerm(operator: UnaryTerm['operator'], operand: Term, range: Range): Term {
  const isTest = operator === 'exists' || operator === 'absent';
  const own = operand.problems.length > 0 ? null : unaryProblem(operator, operand, range);
  const problems = own ? [own] : operand.problems;
  if (!operand.refersToSpan && problems.length === 0 && operand.form === 'constant') {
    return foldUnary(operator, operand, range);
  }
  const type = isTest ? 'bool' : operand.type;
  return { form: 'unary', operator, operand, type, refersToSpan: operand.refersToSpan, problems, range };
}

function foldUnary(operator: UnaryTerm['operator'], operand: Constant, range: Range): Constant {
  if (operator !== '-') {
    return constant('bool', range);
  }
  const { value } = operand;
  return constant(operand.type, range, typeof value === 'bigint' ? BigInt.asIntN(64, -value) : undefined);
}

function unaryProblem(operator: UnaryTerm['operator'], operand: Term, range: Range): Problem | null {
  if (operator === 'absent' && operand.form === 'field') {
    const never = operand.isIntrinsic ? 'intrinsics are never absent' : '`resource.service.name` is never absent';
    if (operand.isIntrinsic || operand.identity === 'resource.service.name') {
      return problem('invalid', 'never-nil', `This cannot be compared with \`= nil\`: ${never}.`, range);
    }
  }
  if (operand.type === 'untyped' || operator === 'exists' || operator === 'absent') {
    return null;
  }
  const fits = operator === '-' ? isNumeric(operand.type) : operand.type === 'bool';
  return fits
    ? null
    : problem('invalid', 'operator-type', `\`${operator}\` does not take ${nameOfType(operand.type)}.`, range);
}
