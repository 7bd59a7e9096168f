/**
 * Pipelines over the span sets of one trace.
 * Follows the `evaluate` methods in Tempo's `pkg/traceql/ast.go` and `ast_execute.go`.
 */
import { Behaviour } from '../behaviour';
import { EvaluationError } from './errors';
import { compareScalars, compileExpression, Evaluate } from './expression';
import { FetchedSpan } from './fetchedSpan';
import { FilterStage, GroupStage, ScalarFilterStage, SpansetOperation, Stage } from './program';
import { renderAggregate, renderExpression } from './render';
import { compare, divide, mapKey, ofInt, Static, sum } from './static';
import { relate } from './structure';

export interface SpansetAttribute {
  readonly name: string;
  readonly value: Static;
}

export interface Spanset {
  readonly spans: FetchedSpan[];
  /** What `by()` and aggregates found out. */
  readonly attributes: readonly SpansetAttribute[];
}

/** From span sets to span sets; all of one trace. */
export type Pipeline = (input: readonly Spanset[]) => readonly Spanset[];

export function compilePipeline(stages: readonly Stage[], behaviour: Behaviour): Pipeline {
  const steps = stages.map((stage) => compileStage(stage, behaviour));
  return (input) => {
    let result = input;
    for (const step of steps) {
      result = step(result);
      if (result.length === 0) {
        return [];
      }
    }
    return result;
  };
}

function compileStage(stage: Stage, behaviour: Behaviour): Pipeline {
  switch (stage.kind) {
    case 'filter':
      return compileFilter(stage, behaviour);
    case 'operation':
      return compileOperation(stage, behaviour);
    case 'pipeline':
      return compilePipeline(stage.stages, behaviour);
    case 'group':
      return compileGroup(stage, behaviour);
    case 'coalesce':
      return (input) => [{ spans: input.flatMap(({ spans }) => spans), attributes: [] }];
    case 'select':
      return (input) => input;
    case 'scalar-filter':
      return compileScalarFilter(stage, behaviour);
  }
}

function compileFilter({ expression }: FilterStage, behaviour: Behaviour): Pipeline {
  const evaluate = compileExpression(expression, behaviour);
  return (input) => {
    const output: Spanset[] = [];
    for (const spanset of input) {
      const spans = spanset.spans.filter((span) => {
        const result = evaluate(span);
        return result.type === 'boolean' && result.value;
      });
      if (spans.length > 0) {
        // A set that passes whole stays the same object: structural operators then sort both their sides at once.
        output.push(spans.length === spanset.spans.length ? spanset : { ...spanset, spans });
      }
    }
    return output;
  };
}

function compileOperation(stage: SpansetOperation, behaviour: Behaviour): Pipeline {
  // A chain to the left in a loop; each link works on the sets that came in and what the links before gave.
  const links: Array<{ operator: SpansetOperation['operator']; right: Pipeline }> = [];
  let first: Stage = stage;
  while (first.kind === 'operation') {
    links.push({ operator: first.operator, right: compileStage(first.right, behaviour) });
    first = first.left;
  }
  links.reverse();
  const start = compileStage(first, behaviour);
  return (input) => {
    const output: Spanset[] = [];
    for (const spanset of input) {
      let left = start([spanset]);
      for (const { operator, right } of links) {
        const spans = combine(operator, left, right([spanset]), behaviour);
        left = spans.length > 0 ? [{ ...spanset, spans }] : [];
      }
      output.push(...left);
    }
    return output;
  };
}

function combine(
  operator: SpansetOperation['operator'],
  left: readonly Spanset[],
  right: readonly Spanset[],
  behaviour: Behaviour
): FetchedSpan[] {
  if (operator === '&&' || operator === '||') {
    const holds = operator === '&&' ? left.length > 0 && right.length > 0 : left.length + right.length > 0;
    return holds ? unite(left, right) : [];
  }
  if (right.length === 0 || (left.length === 0 && !behaviour.negationWithoutLeft)) {
    return [];
  }
  if (left.length > 1 || right.length > 1) {
    throw new EvaluationError(
      'spanset operators are not supported for multiple spansets per trace. consider using coalesce()'
    );
  }
  return relate(operator, left[0]?.spans ?? [], right[0]?.spans ?? []);
}

/** The spans of both, without repetition; those of the smaller side first. */
function unite(left: readonly Spanset[], right: readonly Spanset[]): FetchedSpan[] {
  const count = (sets: readonly Spanset[]) => sets.reduce((total, { spans }) => total + spans.length, 0);
  const order = count(left) < count(right) ? [...left, ...right] : [...right, ...left];
  return [...new Set(order.flatMap(({ spans }) => spans))];
}

function compileGroup({ expression }: GroupStage, behaviour: Behaviour): Pipeline {
  const evaluate = compileExpression(expression, behaviour);
  const name = `by(${renderExpression(expression, behaviour)})`;
  return (input) => {
    const output: Spanset[] = [];
    for (const { spans, attributes } of input) {
      const groups = new Map<string, Spanset>();
      for (const span of spans) {
        const value = evaluate(span);
        const key = mapKey(value);
        let group = groups.get(key);
        if (!group) {
          group = { spans: [], attributes: [...attributes, { name, value }] };
          groups.set(key, group);
        }
        group.spans.push(span);
      }
      output.push(...groups.values());
    }
    return output;
  };
}

function compileScalarFilter(stage: ScalarFilterStage, behaviour: Behaviour): Pipeline {
  const evaluate = stage.argument ? compileExpression(stage.argument, behaviour) : null;
  const name = renderAggregate(stage, behaviour);
  return (input) => {
    const output: Spanset[] = [];
    // All sets get their aggregate before any is compared, so that an error in one shows first.
    const aggregated = input.map((spanset) => ({
      spanset,
      value: aggregate(stage, evaluate, spanset.spans, behaviour),
    }));
    for (const { spanset, value } of aggregated) {
      if (value && compareScalars(stage.operator, value, stage.limit, behaviour)) {
        output.push({ ...spanset, attributes: [...spanset.attributes, { name, value }] });
      }
    }
    return output;
  };
}

/** The aggregate over the spans; null where no span has a value. */
function aggregate(
  stage: ScalarFilterStage,
  evaluate: Evaluate | null,
  spans: readonly FetchedSpan[],
  behaviour: Behaviour
): Static | null {
  if (stage.function === 'count' || !evaluate) {
    return ofInt(BigInt(spans.length));
  }
  let result: Static | null = null;
  let count = 0;
  for (const span of spans) {
    const value = evaluate(span);
    if (value.type !== 'nil' || !behaviour.aggregatesSkipNil) {
      result = result ? fold(stage.function, result, value) : value;
      count++;
    }
  }
  return result && stage.function === 'avg' ? divide(result, count) : result;
}

function fold(name: 'avg' | 'min' | 'max' | 'sum', result: Static, value: Static): Static {
  switch (name) {
    case 'max':
      return compare(value, result) > 0 ? value : result;
    case 'min':
      return compare(value, result) < 0 ? value : result;
    default:
      return sum(result, value);
  }
}
