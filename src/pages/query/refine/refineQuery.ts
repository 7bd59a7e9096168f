import {
  addCondition,
  addSpanset,
  addStage,
  groupAt,
  isClosed,
  makeFilter,
  nodeAt,
  operandPath,
  parse,
  quoteString,
  renderExpression,
  replaceNode,
  type Expression,
  type Path,
  type Query,
} from '../../../traceql';
import type { AttributeType, AttributeValue } from '../../../tempo';
import type { BrushChange, FilterChange, ResultsView } from '../results';

/**
 * Narrows a query to (or away from) a value that was clicked. The condition goes where Tempo's results come from: into the
 * right-most spanset of the first stage, or into a filter behind it where the results come from both sides (`&&`, `||`,
 * `&>>`). A condition of the same field that would contradict it gives way.
 */
export function addFilter(query: Query, { field, operator, value, type }: FilterChange): Query {
  const literal = writeValue(value, type);
  const condition = literal === undefined ? undefined : readCondition(`${field} ${operator} ${literal}`);
  return condition ? narrow(query, condition, [field, operator]) : query;
}

/**
 * Narrows a query to a rectangle of a chart; its times become the time range of the page. Zero and infinity are no bounds.
 */
export function addDurationRange(
  query: Query,
  { minDurationNs, maxDurationNs }: Pick<BrushChange, 'minDurationNs' | 'maxDurationNs'>,
  mode: ResultsView['mode']
): Query {
  const field = mode === 'traces' ? 'trace:duration' : 'duration';
  const bounds = [
    ...(minDurationNs > 0 ? [{ operator: '>=', text: writeDuration(minDurationNs, Math.floor) }] : []),
    ...(Number.isFinite(maxDurationNs) ? [{ operator: '<=', text: writeDuration(maxDurationNs, Math.ceil) }] : []),
  ];
  return bounds.reduce((narrowed, { operator, text }) => {
    const condition = readCondition(`${field} ${operator} ${text}`);
    return condition ? narrow(narrowed, condition, [field, operator]) : narrowed;
  }, query);
}

/** Adds a condition; one that contradicts it is replaced. */
function narrow(query: Query, condition: Expression, [field, operator]: readonly [string, string]): Query {
  const filterPath = narrowedFilterPath(query);
  if (!filterPath) {
    const filter = makeFilter(condition);
    return isClosed(query) ? addSpanset(query, ['stages', 0], '&&', filter) : addStage(query, filter, 1);
  }
  const group = groupAt(query, filterPath);
  if (group && group.operator !== '||') {
    const sameText = renderExpression(condition);
    const texts = group.operands.map((operand) => renderExpression(operand));
    if (texts.includes(sameText)) {
      return query;
    }
    const opposite = oppositeText(condition);
    const rival = group.operands.findIndex(
      (operand, index) => texts[index] === opposite || (operator !== '!=' && isComparison(operand, field, operator))
    );
    if (rival >= 0) {
      return replaceNode(query, operandPath(group, rival), condition);
    }
  }
  return addCondition(query, filterPath, condition, { operator: '&&' });
}

function isComparison(node: Expression, field: string, operator: string): boolean {
  return node.kind === 'binary' && node.operator === operator && renderExpression(node.left) === field;
}

/** `.a != 1` of `.a = 1` and the other way round: both together find nothing. Undefined for other operators. */
function oppositeText(condition: Expression): string | undefined {
  if (condition.kind !== 'binary' || (condition.operator !== '=' && condition.operator !== '!=')) {
    return undefined;
  }
  return renderExpression({ ...condition, operator: condition.operator === '=' ? '!=' : '=' });
}

/**
 * The `{…}` whose spans are the results: the right-most of the first stage, since a structural operator gives the spans of
 * its right side; where both sides give theirs, a filter that follows.
 */
function narrowedFilterPath(query: Query): Path | undefined {
  let path: Path = ['stages', 0];
  let node = nodeAt(query, path);
  while (node?.kind === 'spanset-binary' && !givesBothSides(node.operator)) {
    path = [...path, 'right'];
    node = nodeAt(query, path);
  }
  if (node?.kind === 'spanset-binary') {
    path = ['stages', 1];
    node = nodeAt(query, path);
  }
  return node?.kind === 'filter' ? path : undefined;
}

/** `&&`, `||` and the unions of structural operators (`&>>`) keep the spans of both sides. */
function givesBothSides(operator: string): boolean {
  return operator === '||' || operator.startsWith('&');
}

function readCondition(text: string): Expression | undefined {
  const { query, diagnostics } = parse(`{ ${text} }`);
  const [stage] = query.stages;
  return diagnostics.length === 0 && stage?.kind === 'filter' ? (stage.expression ?? undefined) : undefined;
}

/** A value as TraceQL writes it; undefined for lists, which nothing can be compared with. */
function writeValue(value: AttributeValue, type: AttributeType): string | undefined {
  if (value === null || type === 'nil') {
    return 'nil';
  }
  if (typeof value === 'object') {
    return undefined;
  }
  return type === 'string' ? quoteString(String(value)) : String(value);
}

const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['s', 1e9],
  ['ms', 1e6],
  ['us', 1e3],
];

/** A duration of three digits, rounded outward, so that the points at the edge stay in. */
function writeDuration(ns: number, round: (number: number) => number): string {
  const [unit, size] = UNITS.find(([, each]) => ns >= each) ?? ['ns', 1];
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(1, ns / size))));
  const factor = 10 ** digits;
  return `${round((ns / size) * factor) / factor}${unit}`;
}
