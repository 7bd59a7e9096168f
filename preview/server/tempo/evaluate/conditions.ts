/**
 * What a query asks of the storage: conditions on fields, with which spans are looked up before anything is evaluated.
 *
 * They matter beyond speed: a value that no condition lets pass is nil for the evaluator, and a span without any passing
 * value is not seen at all. Follows `pkg/traceql/ast_conditions.go` and `vparquet4/coalesce_conditions.go`.
 */
import { StructuralOperator } from '../../../../src/traceql/ast';
import { Behaviour } from '../behaviour';
import { Field, intrinsicField, IntrinsicName } from './field';
import { BinaryNode, BinaryOperator, Expression, isBoolean, Stage } from './program';
import { Static, strictEquals } from './static';

/** `none`: any value will do. */
export type ConditionOperator = BinaryOperator | 'none' | 'exists' | 'absent';

export interface Condition {
  readonly field: Field;
  readonly operator: ConditionOperator;
  readonly operand: Static | null;
}

/** What is to be fetched: first what decides, then what the result shows. */
export interface FetchRequest {
  conditions: Condition[];
  /** Only spans that meet all conditions matter. */
  allConditions: boolean;
  secondPass: Condition[];
}

export function newRequest(): FetchRequest {
  return { conditions: [], allConditions: true, secondPass: [] };
}

export function anyValue(field: Field): Condition {
  return { field, operator: 'none', operand: null };
}

/** Adds what a pipeline needs. What follows a `select()` is only fetched in the second pass. */
export function addPipeline(request: FetchRequest, stages: readonly Stage[], behaviour: Behaviour): void {
  let selected = false;
  for (const stage of stages) {
    if (selected) {
      const later: FetchRequest = { conditions: [], allConditions: false, secondPass: [] };
      addStage(later, stage, behaviour);
      for (const condition of [...later.conditions, ...later.secondPass]) {
        if (![...request.conditions, ...request.secondPass].some((known) => isUnconditional(known, condition.field))) {
          request.secondPass.push(condition);
        }
      }
    } else {
      addStage(request, stage, behaviour);
    }
    selected ||= behaviour.selectEndsFirstPass && stage.kind === 'select';
  }
  request.allConditions &&= behaviour.generation !== '2.6' || stages.length < 2;
}

function isUnconditional(condition: Condition, field: Field): boolean {
  return condition.operator === 'none' && condition.field.key === field.key;
}

function addStage(request: FetchRequest, stage: Stage, behaviour: Behaviour): void {
  switch (stage.kind) {
    case 'filter':
      addExpression(request, stage.expression);
      addMatchAll(request, stage.expression);
      break;
    case 'operation':
      addRelation(request, stage.operator);
      addStage(request, stage.left, behaviour);
      addStage(request, stage.right, behaviour);
      request.allConditions = false;
      break;
    case 'pipeline':
      addPipeline(request, stage.stages, behaviour);
      break;
    case 'group':
      addExpression(request, stage.expression);
      request.allConditions = false;
      break;
    case 'select':
      request.secondPass.push(...stage.fields.map(anyValue));
      break;
    case 'scalar-filter':
      request.allConditions = false;
      if (stage.argument) {
        addExpression(request, stage.argument);
      }
      break;
    case 'coalesce':
      break;
  }
}

/** `{ }` and `{ true }` need something that every span has. */
function addMatchAll(request: FetchRequest, expression: Expression): void {
  if (expression.kind !== 'static' || expression.value.type !== 'boolean' || !expression.value.value) {
    return;
  }
  if (!request.conditions.some(({ field, operator }) => field.intrinsic !== null && operator === 'none')) {
    request.conditions.push(anyValue(intrinsicField('spanStartTime')));
  }
}

const RELATIONS: ReadonlyArray<readonly [RegExp, IntrinsicName]> = [
  [/>>|<</, 'structuralDescendant'],
  [/[<>]/, 'structuralChild'],
  [/~/, 'structuralSibling'],
];

function addRelation(request: FetchRequest, operator: StructuralOperator | '&&' | '||'): void {
  const relation = RELATIONS.find(([pattern]) => pattern.test(operator));
  if (relation) {
    // Unlike `none`, which stands for a value to read: the zero operator of Tempo's condition is the same.
    request.conditions.push(anyValue(intrinsicField(relation[1])));
  }
}

/** Adds what an expression needs; long chains to the left in a loop. */
export function addExpression(request: FetchRequest, expression: Expression): void {
  switch (expression.kind) {
    case 'static':
      return;
    case 'field':
      request.conditions.push(anyValue(expression.field));
      return;
    case 'unary':
      if (
        expression.operand.kind === 'field' &&
        (expression.operator === 'exists' || expression.operator === 'absent')
      ) {
        request.conditions.push({ field: expression.operand.field, operator: expression.operator, operand: null });
      } else {
        addExpression(request, expression.operand);
      }
      return;
    case 'binary':
      addChain(request, expression);
  }
}

function addChain(request: FetchRequest, node: BinaryNode): void {
  const pending: BinaryNode[] = [];
  let current: Expression = node;
  while (current.kind === 'binary' && current.left.kind !== 'field' && current.left.kind !== 'static') {
    pending.push(current);
    current = current.left;
  }
  if (current.kind === 'binary') {
    addBinary(request, current);
  } else {
    addExpression(request, current);
  }
  for (const operation of pending.reverse()) {
    addExpression(request, operation.right);
    request.allConditions &&= operation.operator !== '||';
  }
}

/** An operation whose left side is a field or a value. */
function addBinary(request: FetchRequest, { operator, left, right }: BinaryNode): void {
  if (left.kind === 'field' && right.kind === 'static') {
    request.conditions.push(comparison(left.field, operator, right.value));
  } else if (left.kind === 'static' && right.kind === 'field') {
    // The operator is not turned round: `1 < .a` is looked up as `.a < 1`.
    request.conditions.push(comparison(right.field, operator, left.value));
  } else {
    if (left.kind === 'field') {
      request.conditions.push(anyValue(left.field));
    }
    addExpression(request, right);
  }
}

function comparison(field: Field, operator: BinaryOperator, operand: Static): Condition {
  const isNilTest = operand.type === 'nil' && operator === '!=';
  const isLogic = operand.type === 'boolean' && (operator === '&&' || operator === '||');
  return isNilTest || isLogic || !isBoolean(operator) ? anyValue(field) : { field, operator, operand };
}

/** Drops conditions that others include. Only where any of them may match, as Tempo does. */
export function coalesceConditions(request: FetchRequest): void {
  if (request.allConditions) {
    return;
  }
  const { conditions } = request;
  for (let before = -1; before !== conditions.length;) {
    before = conditions.length;
    for (let i = 0; i < conditions.length; i++) {
      for (let j = i + 1; j < conditions.length; j++) {
        const joined = join(conditions[i], conditions[j]);
        if (joined) {
          conditions[i] = joined;
          conditions.splice(j, 1);
          j--;
        }
      }
    }
  }
}

function join(a: Condition | undefined, b: Condition | undefined): Condition | null {
  if (!a || !b || a.field.key !== b.field.key) {
    return null;
  }
  const sameOperand = a.operand === b.operand || (a.operand && b.operand && strictEquals(a.operand, b.operand));
  if (sameOperand && a.operator === b.operator) {
    return a;
  }
  const opposite =
    (a.operator === '=' && b.operator === '!=') || (a.operator === '!=' && b.operator === '=') ? sameOperand : false;
  return opposite || a.operator === 'none' || b.operator === 'none' ? anyValue(a.field) : null;
}
