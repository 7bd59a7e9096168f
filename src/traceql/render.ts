/**
 * From tree to text.
 *
 * What needs parentheses and quotes follows Tempo's `pkg/traceql/expr.y` and `lexer.go`, 2.6 to 3.0.
 */
import { Expression, Query, SpansetExpression, Stage } from './ast';
import { spansetBindingOf } from './binding';
import { writeComments } from './render/comments';
import { mixesLogic, writeExpression } from './render/expressions';
import { writeHints, writeMetrics, writeSecondStage, writeStage, writeStages } from './render/pipelines';
import { leftSpine } from './walk';

export interface RenderOptions {
  /** Each stage on a line of its own, long filters and spanset expressions broken at their operators. */
  readonly multiline?: boolean;
}

/** Longest line that is left alone when rendering to several lines. */
const WIDTH = 80;

/**
 * Writes a query: fewest parentheses (but `(a || b) && c` keeps them, for people), everything quoted that must be, numbers and durations as they were written,
 * comments kept. `parse(render(q))` gives `q` again, but for the ranges; rendering that gives the same text.
 */
export function render(query: Query, options: RenderOptions = {}): string {
  const { stages, metrics, secondStages, hints, trailingComments } = query;
  const breaks = options.multiline ? '\n' : ' ';
  const separator = `${breaks}| `;
  const parts = [
    ...stages.map(options.multiline ? writeStageBroken : writeStage),
    ...(metrics ? [writeMetrics(metrics)] : []),
  ];
  const second = secondStages
    .map(writeSecondStage)
    .map((text) => (text.startsWith(' | ') ? separator + text.slice(3) : text));
  const tail = [...hints.map(writeHints), writeComments(trailingComments).trimEnd()].filter((text) => text !== '');
  return [parts.join(separator) + second.join(''), ...tail].join(breaks);
}

/** Writes a single expression, as between braces. */
export function renderExpression(expression: Expression): string {
  return writeExpression(expression);
}

/** Writes a single stage, on one line. */
export function renderStage(stage: Stage): string {
  return writeStage(stage);
}

/** Writes stages as a pipeline, on one line. */
export function renderStages(stages: readonly Stage[]): string {
  return writeStages(stages);
}

function writeStageBroken(stage: Stage): string {
  const line = writeStage(stage);
  if (line.length <= WIDTH) {
    return line;
  }
  if (stage.kind === 'filter' && stage.expression?.kind === 'binary') {
    return `${writeComments(stage.comments)}{\n  ${breakExpression(stage.expression)}\n}`;
  }
  return stage.kind === 'spanset-binary' ? breakSpanset(stage, line) : line;
}

/** Breaks a chain of `&&` and `||` before its operators; never within a term, which may hold line breaks of its own. */
function breakExpression(root: Expression): string {
  if (root.kind !== 'binary' || !isLogic(root.operator)) {
    return writeExpression(root);
  }
  const spine = leftSpine(root);
  const chain = spine.slice(0, spine.findIndex((node) => node.operator !== root.operator) >>> 0);
  const first = chain[chain.length - 1]?.left ?? root.left;
  const firstText = writeExpression(first);
  const lines = [mixesLogic(root, first) ? `(${firstText})` : firstText];
  for (const { operator, right } of chain.reverse()) {
    const text = writeExpression(right);
    lines.push(`${operator} ${right.kind === 'binary' && isLogic(right.operator) ? `(${text})` : text}`);
  }
  return lines.join('\n  ');
}

function isLogic(operator: string): boolean {
  return operator === '&&' || operator === '||';
}

/** Breaks a chain of equally binding operators between filters before its operators. */
function breakSpanset(root: Extract<SpansetExpression, { kind: 'spanset-binary' }>, line: string): string {
  const spine = leftSpine(root);
  const isPlain = spine.every(
    ({ operator, right }) => spansetBindingOf(operator) === spansetBindingOf(root.operator) && right.kind === 'filter'
  );
  const first = spine[spine.length - 1]?.left;
  if (!isPlain || first?.kind !== 'filter') {
    return line;
  }
  return [
    writeStageBroken(first),
    ...spine.reverse().map(({ operator, right }) => `${operator} ${writeStageBroken(right)}`),
  ].join('\n');
}
