/** Writing stages, spanset expressions, scalars, metrics and hints. */
import {
  FieldOrInvalid,
  Hints,
  MetricsStage,
  Node,
  ScalarBinary,
  ScalarExpression,
  SecondStage,
  SpansetBinary,
  SpansetExpression,
  SpansetFilter,
  Stage,
} from '../ast';
import { bindingOf, POWER, spansetBindingOf } from '../binding';
import { leftSpine } from '../walk';
import { writeComments } from './comments';
import { writeExpression, writeLiteral } from './expressions';

/** Writes a stage on one line. */
export function writeStage(stage: Stage): string {
  switch (stage.kind) {
    case 'scalar-filter':
      return `${writeScalar(stage.left)} ${stage.operator} ${writeScalar(stage.right)}`;
    case 'group':
      return `${writeComments(stage.comments)}by(${writeExpression(stage.expression)})`;
    case 'coalesce':
      return `${writeComments(stage.comments)}coalesce()`;
    case 'select':
      return `${writeComments(stage.comments)}select(${writeFields(stage.fields)})`;
    default:
      return writeSpanset(stage);
  }
}

export function writeStages(stages: readonly Stage[]): string {
  return stages.map(writeStage).join(' | ');
}

export function writeFilter({ expression, comments }: SpansetFilter): string {
  return `${writeComments(comments)}{ ${expression ? `${writeExpression(expression)} ` : ''}}`;
}

function writeFields(fields: readonly FieldOrInvalid[]): string {
  return fields.map(writeExpression).join(', ');
}

// ----------------------------------------------------------------------------------------------------------- spansets

/** Writes a spanset expression on one line. */
export function writeSpanset(node: SpansetExpression): string {
  if (node.kind !== 'spanset-binary') {
    return writeSpansetLeaf(node);
  }
  const wrapped = holdersOfPipelines(node);
  return wrapped.size > 0 ? writePipelineOperation(node, wrapped) : writeSpansetOperation(node);
}

function writeSpansetLeaf(node: Exclude<SpansetExpression, SpansetBinary>): string {
  switch (node.kind) {
    case 'filter':
      return writeFilter(node);
    case 'wrapped-pipeline':
      return `(${writeStages(node.stages)})`;
    default:
      return writeComments(node.comments) + node.text;
  }
}

function writeSpansetOperation(root: SpansetBinary): string {
  return writeOperation(root, (node, least) => {
    if (node.kind !== 'spanset-binary') {
      return writeSpansetLeaf(node);
    }
    const text = writeSpansetOperation(node);
    return spansetBindingOf(node.operator) < least ? `(${text})` : text;
  });
}

/** Beside a pipeline in parentheses every operand needs parentheses, even a single filter. */
function writePipelineOperation(root: SpansetBinary, wrapped: ReadonlySet<Node>): string {
  return writeOperation(
    root,
    (node, least) => {
      if (!wrapped.has(node)) {
        return `(${writeSpanset(node)})`;
      }
      if (node.kind !== 'spanset-binary') {
        return writeSpansetLeaf(node);
      }
      const text = writePipelineOperation(node, wrapped);
      return spansetBindingOf(node.operator) < least ? `(${text})` : text;
    },
    wrapped
  );
}

function writeOperation(
  root: SpansetBinary,
  write: (node: SpansetExpression, least: number) => string,
  wrapped?: ReadonlySet<Node>
): string {
  // Where the rest of the left side holds no pipeline, it is one operand.
  const all = leftSpine(root);
  const spine = wrapped ? all.filter((node) => wrapped.has(node)) : all;
  const innermost = spine[spine.length - 1] ?? root;
  let text = write(innermost.left, spansetBindingOf(innermost.operator));
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i] ?? root;
    const binding = spansetBindingOf(node.operator);
    const inner = spine[i + 1];
    if (inner && spansetBindingOf(inner.operator) < binding) {
      text = `(${text})`;
    }
    text = `${text} ${node.operator} ${write(node.right, binding + 1)}`;
  }
  return text;
}

/** The nodes of a spanset expression that are, or hold, a pipeline in parentheses. */
function holdersOfPipelines(root: SpansetExpression): Set<Node> {
  const found = new Set<Node>();
  const collect = (node: SpansetExpression): void => {
    if (node.kind === 'wrapped-pipeline') {
      found.add(node);
    }
    if (node.kind !== 'spanset-binary') {
      return;
    }
    const spine = leftSpine(node).reverse();
    collect(spine[0]?.left ?? node.left);
    for (const operation of spine) {
      collect(operation.right);
      if (found.has(operation.left) || found.has(operation.right)) {
        found.add(operation);
      }
    }
  };
  collect(root);
  return found;
}

// ------------------------------------------------------------------------------------------------------------ scalars

function writeScalar(node: ScalarExpression): string {
  switch (node.kind) {
    case 'aggregate': {
      const argument = node.argument ? writeExpression(node.argument) : '';
      return `${writeComments(node.comments)}${node.function}(${argument})`;
    }
    case 'scalar-binary':
      return writeArithmetic(node);
    case 'scalar-pipeline':
      return `(${[...node.stages.map(writeStage), writeScalar(node.aggregate)].join(' | ')})`;
    case 'invalid':
      return writeComments(node.comments) + node.text;
    default:
      return writeComments(node.comments) + writeLiteral(node);
  }
}

function writeArithmetic(root: ScalarBinary): string {
  const spine = leftSpine(root);
  const innermost = spine[spine.length - 1] ?? root;
  let text = writeScalar(innermost.left);
  for (let i = spine.length - 1; i >= 0; i--) {
    const node = spine[i] ?? root;
    const binding = bindingOf(node.operator);
    const isPower = binding === POWER;
    const inner = spine[i + 1];
    if (inner && bindingOf(inner.operator) < (isPower ? POWER + 1 : binding)) {
      text = `(${text})`;
    }
    const right = writeScalar(node.right);
    const isWeaker =
      node.right.kind === 'scalar-binary' && bindingOf(node.right.operator) < (isPower ? POWER : binding + 1);
    text = `${text} ${node.operator} ${isWeaker ? `(${right})` : right}`;
  }
  return text;
}

// ------------------------------------------------------------------------------------------------- metrics and hints

export function writeMetrics(node: MetricsStage): string {
  const comments = writeComments(node.comments);
  if (node.kind === 'compare') {
    const selection = node.selection.kind === 'filter' ? writeFilter(node.selection) : writeExpression(node.selection);
    const numbers = [node.topN, node.start, node.end].filter((one) => one !== null).map(writeExpression);
    return `${comments}compare(${[selection, ...numbers].join(', ')})`;
  }
  const all = [...(node.field ? [node.field] : []), ...node.quantiles].map(writeExpression);
  const by = node.by ? ` by(${writeFields(node.by)})` : '';
  return `${comments}${node.function}(${all.join(', ')})${by}`;
}

/** Writes a second stage with what separates it from what is before: a pipe, or only a space. */
export function writeSecondStage(stage: SecondStage): string {
  const comments = writeComments(stage.comments);
  return stage.kind === 'top-bottom'
    ? ` | ${comments}${stage.function}(${writeExpression(stage.limit)})`
    : ` ${comments}${stage.operator} ${writeExpression(stage.value)}`;
}

export function writeHints({ hints, comments }: Hints): string {
  const all = hints.map((hint) => `${writeComments(hint.comments)}${hint.name}=${writeExpression(hint.value)}`);
  return `${writeComments(comments)}with(${all.join(', ')})`;
}
