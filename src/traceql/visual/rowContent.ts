/**
 * What a row says: a field, an operator, values; and how these change together.
 *
 * Types follow `Operator.binaryTypesValid` of Tempo's `pkg/traceql/enum_operators.go` (2.6 to 3.0).
 */
import type { ComparisonOperator, Expression, Field, LogicalOperator, RegexOperator } from '../ast';
import {
  convertLiteral,
  defaultLiteral,
  type LiteralType,
  literalText,
  makeBinary,
  makeString,
  NO_RANGE,
  typeOfField,
  typeOfLiteral,
} from '../edits';
import { asExpression } from '../edits/literals';
import { patternOfTexts, textsOfPattern } from './choicePattern';
import { isField, isLiteral } from './nodeKinds';
import type { Value, VisualChoice, VisualComparison, VisualExistence, VisualFlag } from './visualQuery';

export type RowOperator = ComparisonOperator | RegexOperator | 'is-set' | 'is-not-set' | 'is-true';
export type VisualRow = VisualComparison | VisualChoice | VisualExistence | VisualFlag;

export interface RowContent {
  readonly field: Field;
  readonly operator: RowOperator;
  /** None for `is-set`, `is-not-set` and `is-true`, and while a row is not complete; several only for `=` and `!=`. */
  readonly values: ReadonlyArray<Value | Field>;
}

const MIRRORED: Readonly<Partial<Record<RowOperator, RowOperator>>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** What the row says, as if its field stood on the left. */
export function contentOf(row: VisualRow): RowContent {
  switch (row.kind) {
    case 'comparison': {
      const { field, operator, value, swapped } = row;
      return { field, operator: swapped ? (MIRRORED[operator] ?? operator) : operator, values: [value] };
    }
    case 'choice': {
      const [first] = row.choices;
      const field: Field = first?.field ?? { kind: 'intrinsic', name: 'name', range: NO_RANGE };
      return { field, operator: row.operator, values: row.choices.map(({ value }) => value) };
    }
    case 'existence':
      return { field: row.field, operator: row.isSet ? 'is-set' : 'is-not-set', values: [] };
    case 'flag':
      return { field: row.field, operator: 'is-true', values: [] };
  }
}

/** The expressions of a row, and how they are joined where there are several. */
export function expressionsOfContent({ field, operator, values }: RowContent): {
  readonly expressions: readonly Expression[];
  readonly joiner: LogicalOperator;
} {
  const joiner = operator === '!=' ? '&&' : '||';
  const nil = { kind: 'nil', range: NO_RANGE } as const;
  switch (operator) {
    case 'is-true':
      return { expressions: [field], joiner };
    case 'is-set':
      return { expressions: [makeBinary(field, '!=', nil)], joiner };
    case 'is-not-set':
      return { expressions: [makeBinary(field, '=', nil)], joiner };
    default: {
      const { comments: _, ...plain } = field;
      const expressions = values.map((value, index) =>
        makeBinary(index === 0 ? field : plain, operator, isLiteral(value) ? asExpression(value) : value)
      );
      return { expressions, joiner };
    }
  }
}

/** The type of the values; null for another field, and where there are none. */
export function typeOfContent({ values }: RowContent): LiteralType | null {
  const [first] = values;
  if (!first || isField(first)) {
    return null;
  }
  const inner = first.kind === 'unary' ? first.operand : first;
  return isLiteral(inner) ? typeOfLiteral(inner) : null;
}

/** The operators that make sense for values of a type. */
export function operatorsOfType(type: LiteralType | null): readonly RowOperator[] {
  switch (type) {
    case 'status':
    case 'span-kind':
      return ['=', '!='];
    case 'bool':
      return ['=', '!=', 'is-true'];
    case 'int':
    case 'float':
    case 'duration':
      return ['=', '!=', '>', '>=', '<', '<='];
    default:
      return ['=', '!=', '=~', '!~', '>', '>=', '<', '<='];
  }
}

const NO_VALUES: readonly RowOperator[] = ['is-set', 'is-not-set', 'is-true'];

export function takesValues(operator: RowOperator): boolean {
  return !NO_VALUES.includes(operator);
}

/** Whether the row can stand in a query: it has a value, where its operator takes one. */
export function isComplete({ operator, values }: RowContent): boolean {
  return !takesValues(operator) || values.length > 0;
}

/** The value with which a row begins: the usual one, where there is one; else none, so that nobody queries for nothing. */
export function firstValues(type: LiteralType): readonly Value[] {
  return type === 'status' || type === 'span-kind' || type === 'bool' ? [defaultLiteral(type)] : [];
}

function isRegex(operator: RowOperator): boolean {
  return operator === '=~' || operator === '!~';
}

/**
 * Gives the row another operator, and its values what that needs. `type` is that of a first value, where it had none; see
 * `firstValues`.
 */
export function withOperator(
  content: RowContent,
  operator: RowOperator,
  tempo: string,
  type: LiteralType = typeOfField(content.field) ?? 'string'
): RowContent {
  const { field } = content;
  if (!takesValues(operator)) {
    return { field, operator, values: [] };
  }
  if (content.values.length === 0) {
    return { field, operator, values: isRegex(operator) ? [] : firstValues(type) };
  }
  const { values } = content;
  if (isRegex(operator)) {
    return { field, operator, values: isRegex(content.operator) ? values : [patternOfValues(values, tempo)] };
  }
  const plain = isRegex(content.operator) ? valuesOfPattern(values, tempo) : values;
  const isEquality = operator === '=' || operator === '!=';
  return { field, operator, values: isEquality ? plain : plain.slice(0, 1) };
}

function patternOfValues(values: RowContent['values'], tempo: string): Value {
  const texts = values.flatMap((value) => (isField(value) ? [] : [literalText(value)]));
  const isEmpty = texts.every((text) => text === '');
  return makeString(isEmpty ? '' : patternOfTexts(texts, tempo));
}

function valuesOfPattern(values: RowContent['values'], tempo: string): RowContent['values'] {
  const [pattern] = values;
  const texts = pattern?.kind === 'string' ? textsOfPattern(pattern.value, tempo) : null;
  return texts ? texts.map(makeString) : values;
}

/** Gives the values another type, and converts them where they can be. */
export function withType(content: RowContent, type: LiteralType): RowContent {
  const values = content.values.map((value) => (isField(value) ? defaultLiteral(type) : convertLiteral(value, type)));
  const { operator } = content;
  const fits = operatorsOfType(type).includes(operator) || !takesValues(operator);
  return { ...content, operator: fits ? operator : '=', values: withoutRepeats(values) };
}

/** Gives the row another field. `type` is that of the new field's values, null where it is not known. */
export function withField(content: RowContent, field: Field, type: LiteralType | null): RowContent {
  const commented = content.field.comments ? { ...field, comments: content.field.comments } : field;
  const wanted = typeOfField(field) ?? type;
  const changed = { ...content, field: commented };
  const isIntrinsic = field.kind === 'intrinsic' && typeOfField(field) !== null;
  if (isIntrinsic && !takesValues(content.operator)) {
    // What is never absent cannot be tested for it.
    return { field: commented, operator: '=', values: firstValues(wanted ?? 'string') };
  }
  const current = typeOfContent(content);
  return wanted === null || current === null || current === wanted ? changed : withType(changed, wanted);
}

function withoutRepeats(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const text = literalText(value);
    return !seen.has(text) && seen.add(text);
  });
}
