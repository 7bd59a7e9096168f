/** Expressions as Tempo prints them; they name the attributes of span sets (`pkg/traceql/ast_stringer.go`). */
import { Behaviour } from '../behaviour';
import { renderField } from './field';
import { formatStatic } from './goFormat';
import { Expression, ScalarFilterStage } from './program';

export function renderExpression(expression: Expression, behaviour: Behaviour): string {
  switch (expression.kind) {
    case 'static':
      return formatStatic(expression.value, { quotes: true, pointInFloats: behaviour.pointInFloats });
    case 'field':
      return renderField(expression.field, behaviour.quotesNames);
    case 'unary': {
      const operand = wrap(expression.operand, behaviour);
      if (expression.operator === 'exists' || expression.operator === 'absent') {
        return `${operand} ${expression.operator === 'exists' ? '!=' : '='} nil`;
      }
      return `${expression.operator}${operand}`;
    }
    case 'binary':
      return `${wrap(expression.left, behaviour)} ${expression.operator} ${wrap(expression.right, behaviour)}`;
  }
}

function wrap(expression: Expression, behaviour: Behaviour): string {
  const text = renderExpression(expression, behaviour);
  return expression.kind === 'static' || expression.kind === 'field' ? text : `(${text})`;
}

/** `count()`, `avg(duration)` */
export function renderAggregate({ function: name, argument }: ScalarFilterStage, behaviour: Behaviour): string {
  return `${name}(${argument ? renderExpression(argument, behaviour) : ''})`;
}
