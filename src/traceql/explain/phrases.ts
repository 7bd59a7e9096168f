/**
 * Field expressions in words.
 *
 * A phrase is either a noun ("the span's duration") or a clause ("the span's status is error"). Chains of operators are
 * left-deep and are put together by loops, so that their length does not matter.
 */
import {
  ArithmeticOperator,
  Attribute,
  AttributeScope,
  Binary,
  BinaryOperator,
  ComparisonOperator,
  Expression,
  Field,
  FieldOrInvalid,
  Invalid,
  Literal,
} from '../ast';
import { Release } from '../releases';
import { leftSpine } from '../walk';
import { intrinsicWords } from './intrinsicWords';
import { cited, literalInWords, quoted } from './literals';
import { regexInWords } from './regex';

export interface Words {
  readonly release: Release;
  /** How deep the phrase is in others; beyond a limit it is only named. */
  readonly depth: number;
}

interface Phrase {
  readonly form: 'noun' | 'clause';
  readonly text: string;
  /** What the phrase was made of, where that is a single operand. */
  readonly node: Expression | null;
}

/** Beyond this nothing is understood any more by reading it. */
const DEEPEST = 100;

const TOO_DEEP = 'something nested too deeply to be put in words';

const SCOPES: Readonly<Record<AttributeScope, string>> = {
  none: 'span or resource attribute',
  span: 'span attribute',
  resource: 'resource attribute',
  event: 'event attribute',
  link: 'link attribute',
  instrumentation: 'instrumentation attribute',
};

export function invalidInWords(node: Invalid): string {
  return node.text.trim() === ''
    ? 'something that is missing here'
    : `something that is not understood (${cited(node.text.trim())})`;
}

function attributeInWords({ scope, parent, name }: Attribute): string {
  const label = name === '' ? '(whose name is missing)' : cited(name);
  const owner = parent ? " of the span's parent" : '';
  if (scope === 'resource' && name === 'service.name') {
    return `the service (resource attribute service.name)${owner}`;
  }
  return `the ${scope === 'none' && parent ? 'attribute' : SCOPES[scope]} ${label}${owner}`;
}

/** A field as a noun. */
export function fieldInWords(field: FieldOrInvalid): string {
  switch (field.kind) {
    case 'attribute':
      return attributeInWords(field);
    case 'intrinsic':
      return intrinsicWords(field.name)?.noun ?? `the built-in field ${cited(field.name)}`;
    case 'invalid':
      return invalidInWords(field);
  }
}

/** An expression as a noun: the argument of an aggregate, what a group is made by. */
export function nounInWords(expression: Expression, words: Words): string {
  return asNoun(phrase(expression, words));
}

/** An expression as a clause that can be true or false. */
export function clauseInWords(expression: Expression, words: Words): string {
  const found = phrase(expression, words);
  if (found.form === 'clause') {
    return found.text;
  }
  if (found.node?.kind === 'invalid') {
    const text = found.node.text.trim();
    return text === '' ? 'something is missing here' : `this is not understood: ${cited(text)}`;
  }
  return found.node?.kind === 'bool' ? `the condition is always ${found.text}` : `${found.text} is true`;
}

function asNoun({ form, text }: Phrase): string {
  return form === 'noun' ? text : `the answer to (${text})`;
}

function phrase(expression: Expression, words: Words): Phrase {
  if (words.depth > DEEPEST) {
    return { form: 'noun', text: TOO_DEEP, node: null };
  }
  switch (expression.kind) {
    case 'binary':
      return binaryPhrase(expression, { ...words, depth: words.depth + 1 });
    case 'unary':
      return unaryPhrase(expression.operator, expression.operand, { ...words, depth: words.depth + 1 });
    case 'attribute':
    case 'intrinsic':
    case 'invalid':
      return { form: 'noun', text: fieldInWords(expression), node: expression };
    default:
      return { form: 'noun', text: literalAsNoun(expression), node: expression };
  }
}

/** A literal where it is not the complement of "is". */
function literalAsNoun(literal: Literal): string {
  if (literal.kind === 'nil') {
    return 'nothing (nil)';
  }
  return literal.kind === 'string' ? quoted(literal.value) : literalInWords(literal);
}

function unaryPhrase(operator: '!' | '-', operand: Expression, words: Words): Phrase {
  const isNumber = operand.kind === 'int' || operand.kind === 'float' || operand.kind === 'duration';
  if (operator === '-') {
    const inner = phrase(operand, words);
    const sign = operand.kind === 'int' || operand.kind === 'float' ? '-' : 'minus ';
    return { form: 'noun', text: sign + asNoun(inner), node: isNumber ? operand : null };
  }
  const isPlain = operand.kind === 'attribute' || operand.kind === 'intrinsic';
  const text = isPlain ? `${fieldInWords(operand)} is false` : `it is not so that ${clauseInWords(operand, words)}`;
  return { form: 'clause', text, node: null };
}

function binaryPhrase(node: Binary, words: Words): Phrase {
  const spine = leftSpine(node);
  const first = spine[spine.length - 1] ?? node;
  let left = phrase(first.left, words);
  for (let i = spine.length - 1; i >= 0; i--) {
    const { operator, right } = spine[i] ?? node;
    left = combine(left, operator, phrase(right, words), words);
  }
  return left;
}

const ARITHMETIC: Readonly<Record<ArithmeticOperator, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  '%': 'modulo',
  '^': 'to the power of',
};

function isArithmetic(operator: BinaryOperator): operator is ArithmeticOperator {
  return operator in ARITHMETIC;
}

function combine(left: Phrase, operator: BinaryOperator, right: Phrase, words: Words): Phrase {
  if (isArithmetic(operator)) {
    const text = `${asTerm(left)} ${ARITHMETIC[operator]} ${asTerm(right)}`;
    return { form: 'noun', text, node: null };
  }
  if (operator === '&&' || operator === '||') {
    const text = `${bracketed(left)} ${operator === '&&' ? 'and' : 'or'} ${bracketed(right)}`;
    return { form: 'clause', text, node: null };
  }
  return { form: 'clause', text: comparison(left, operator, right, words), node: null };
}

function asTerm(part: Phrase): string {
  return part.node || part.form === 'clause' ? asNoun(part) : `(${part.text})`;
}

function bracketed(part: Phrase): string {
  return part.form === 'clause' ? `(${part.text})` : `${part.text} is true`;
}

const MIRRORED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function isLiteral(node: Expression | null): node is Literal {
  return node !== null && !['binary', 'unary', 'attribute', 'intrinsic', 'invalid'].includes(node.kind);
}

function comparison(
  left: Phrase,
  operator: Exclude<BinaryOperator, '&&' | '||' | ArithmeticOperator>,
  right: Phrase,
  words: Words
): string {
  if (operator === '=~' || operator === '!~') {
    return regexComparison(left, operator === '!~', right, words);
  }
  // `1s < duration` is easier to read the other way round.
  if (isLiteral(left.node) && !isLiteral(right.node)) {
    return comparison(right, MIRRORED[operator], left, words);
  }
  return `${asNoun(left)} ${predicate(left, operator, right)}`;
}

function regexComparison(left: Phrase, negated: boolean, right: Phrase, words: Words): string {
  const guard = negated && left.node?.kind === 'attribute' ? 'is set and ' : '';
  if (right.node?.kind === 'string') {
    return `${asNoun(left)} ${guard}${regexInWords(right.node.value, negated, words.release)}`;
  }
  return `${asNoun(left)} ${guard}${negated ? 'does not match' : 'matches'} ${asNoun(right)}`;
}

/** What is said of the left side: "is longer than 1 second". */
function predicate(left: Phrase, operator: ComparisonOperator, right: Phrase): string {
  const { node } = right;
  if (node?.kind === 'nil') {
    return { '=': 'does not exist', '!=': 'exists' }[operator as '='] ?? `is ${orderInWords(operator, right)}`;
  }
  if (operator === '=') {
    return `is ${complement(right)}`;
  }
  if (operator === '!=') {
    // Tempo leaves out spans that lack the attribute, which surprises people.
    return left.node?.kind === 'attribute' ? `is set, but is not ${complement(right)}` : `is not ${complement(right)}`;
  }
  return orderPredicate(left, operator, right);
}

function complement(right: Phrase): string {
  return isLiteral(right.node) && right.node.kind === 'string' ? literalInWords(right.node) : asNoun(right);
}

function orderPredicate(left: Phrase, operator: ComparisonOperator, right: Phrase): string {
  const about = left.node && isField(left.node) ? right : null;
  if (right.node?.kind === 'duration' && about) {
    return {
      '>': `is longer than ${asNoun(right)}`,
      '<': `is shorter than ${asNoun(right)}`,
      '>=': `is ${asNoun(right)} or longer`,
      '<=': `is ${asNoun(right)} or shorter`,
    }[operator as '>'];
  }
  return `is ${orderInWords(operator, right)}`;
}

function isField(node: Expression): node is Field {
  return node.kind === 'attribute' || node.kind === 'intrinsic';
}

const ORDER: Readonly<Record<ComparisonOperator, string>> = {
  '=': '',
  '!=': 'not ',
  '<': 'less than ',
  '<=': 'at most ',
  '>': 'more than ',
  '>=': 'at least ',
};

const ALPHABET: Readonly<Record<ComparisonOperator, string>> = {
  '=': '',
  '!=': 'not ',
  '<': 'before ',
  '<=': 'before or equal to ',
  '>': 'after ',
  '>=': 'after or equal to ',
};

function orderInWords(operator: ComparisonOperator, right: Phrase): string {
  const isText = right.node?.kind === 'string';
  return (isText ? ALPHABET : ORDER)[operator] + asNoun(right) + (isText ? ' in alphabetical order' : '');
}

/** "is more than 10": the predicate of a comparison of something computed with a literal. */
export function orderOf(operator: ComparisonOperator, right: string): string {
  return `is ${ORDER[operator]}${right}`;
}
