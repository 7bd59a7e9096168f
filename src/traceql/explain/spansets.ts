/**
 * Spansets and pipelines in words.
 *
 * Meanings follow `pkg/traceql/ast.go` and `ast_execute.go` of Tempo (2.6 to 3.0): a structural operation gives the
 * spans of its right side, its union form those of both sides.
 */
import {
  Aggregate,
  Expression,
  ScalarExpression,
  ScalarFilter,
  SpansetBinary,
  SpansetExpression,
  SpansetFilter,
  SpansetOperator,
  Stage,
} from '../ast';
import { leftSpine } from '../walk';
import { filterInWords } from './conditions';
import { literalInWords } from './literals';
import { clauseInWords, fieldInWords, invalidInWords, nounInWords, orderOf, Words } from './phrases';
import { Sentence } from './sentence';

/** Where the sentences go, and what is known at the place. */
export interface Telling {
  readonly out: Sentence[];
  readonly depth: number;
  readonly words: Words;
}

const DEEPEST = 400;

function deeper(telling: Telling): Telling {
  return { ...telling, depth: telling.depth + 1 };
}

function say({ out, depth }: Telling, text: string, range: Sentence['range']): void {
  out.push({ text, range, depth });
}

// ----------------------------------------------------------------------------------------------------------- spansets

interface Opening {
  /** Before a condition: "find the spans where …". */
  readonly where: string;
  /** Instead of it, where the filter takes all spans. */
  readonly all: string;
  /** Before the steps of a pipeline in parentheses. */
  readonly steps: string;
}

const FIRST: Opening = {
  where: 'Find the spans where',
  all: 'Find all spans',
  steps: 'Take the result of these steps',
};
const LATER: Opening = {
  where: 'Of these, keep the spans where',
  all: 'Keep all of these spans',
  steps: 'Of these, take the result of these steps',
};
const START: Opening = {
  where: 'Start with the spans where',
  all: 'Start with all spans',
  steps: 'Start with the result of these steps',
};

function tellFilter(filter: SpansetFilter, opening: Opening, telling: Telling): void {
  const condition = filterInWords(filter, telling.depth, telling.words);
  if (!condition) {
    say(telling, opening.all, filter.range);
    return;
  }
  const colon = condition.below.length > 0 ? ':' : '';
  say(telling, `${opening.where} ${condition.text}${colon}`, filter.range);
  condition.below.forEach((sentence) => telling.out.push(sentence));
}

function tellSpanset(node: SpansetExpression, opening: Opening, telling: Telling): void {
  switch (node.kind) {
    case 'filter':
      return tellFilter(node, opening, telling);
    case 'spanset-binary':
      return tellChain(node, opening, telling);
    case 'wrapped-pipeline':
      say(telling, `${opening.steps}:`, node.range);
      return tellStages(node.stages, deeper(telling));
    case 'invalid':
      return say(telling, `A stage such as { } belongs here: ${clauseInWords(node, telling.words)}`, node.range);
  }
}

/** How each operator goes on from the spans found so far; `…` is where the right side goes. */
const STEPS: Readonly<Record<SpansetOperator, string>> = {
  '&&': 'Keep this only if the trace also holds the following, and add it: spans',
  '||': 'Add, whether or not anything was found before: spans',
  '>': 'Then go to the spans that are a direct child of one of these and',
  '>>': 'Then go to the spans that are somewhere below one of these (a child, or a child of a child …) and',
  '<': 'Then go to the spans that are the direct parent of one of these and',
  '<<': 'Then go to the spans that are somewhere above one of these (the parent, or a parent of the parent …) and',
  '~': 'Then go to the spans that are a sibling of one of these (they have the same parent) and',
  '!>': 'Then go to the spans that are not a direct child of any of these and',
  '!>>': 'Then go to the spans that are not anywhere below any of these and',
  '!<': 'Then go to the spans that are not the direct parent of any of these and',
  '!<<': 'Then go to the spans that are not anywhere above any of these and',
  '!~': 'Then go to the spans that are not a sibling of any of these and',
  '&>': 'Keep those that have a direct child as follows, and add these children: spans',
  '&>>': 'Keep those that have somewhere below them a span as follows, and add it: spans',
  '&<': 'Keep those whose direct parent is as follows, and add these parents: spans',
  '&<<': 'Keep those that have somewhere above them a span as follows, and add it: spans',
  '&~': 'Keep those that have a sibling as follows, and add it: spans',
};

/** `a > b >> c`: from left to right, step by step. */
function tellChain(node: SpansetBinary, opening: Opening, telling: Telling): void {
  if (telling.depth > DEEPEST) {
    say(telling, 'Operators between spansets are nested too deeply here to be put in words', node.range);
    return;
  }
  const spine = leftSpine(node);
  const start = spine[spine.length - 1] ?? node;
  say(telling, `${opening === LATER ? 'Of these, find spans' : 'Find spans'} of one trace, step by step:`, node.range);
  const below = deeper(telling);
  tellSpanset(start.left, START, below);
  for (let i = spine.length - 1; i >= 0; i--) {
    const { operator, right } = spine[i] ?? node;
    const step = STEPS[operator];
    const range = { start: Math.min(right.range.start, spine[i]?.left.range.end ?? 0), end: right.range.end };
    tellStep(right, step, range, below);
  }
}

function tellStep(right: SpansetExpression, step: string, range: Sentence['range'], telling: Telling): void {
  if (right.kind === 'filter') {
    const condition = filterInWords(right, telling.depth, telling.words);
    const colon = condition && condition.below.length > 0 ? ':' : '';
    const ending = condition ? ` where ${condition.text}${colon}` : ' of any kind';
    say(telling, (step + ending).replace(' and of any kind', ', whatever they are'), range);
    condition?.below.forEach((sentence) => telling.out.push(sentence));
    return;
  }
  if (right.kind === 'invalid') {
    say(telling, `${step} where ${clauseInWords(right, telling.words)}`, range);
    return;
  }
  say(telling, `${step} that are the result of${right.kind === 'wrapped-pipeline' ? ' these steps' : ''}:`, range);
  if (right.kind === 'wrapped-pipeline') {
    tellStages(right.stages, deeper(telling));
  } else {
    tellSpanset(right, FIRST, deeper(telling));
  }
}

// ------------------------------------------------------------------------------------------------------------- stages

/** Tells the stages of a pipeline in their order. */
export function tellStages(stages: readonly Stage[], telling: Telling): void {
  if (telling.depth > DEEPEST) {
    const [first, last] = [stages[0], stages[stages.length - 1]];
    const range = { start: first?.range.start ?? 0, end: last?.range.end ?? 0 };
    say(telling, 'Pipelines are nested too deeply here to be put in words', range);
    return;
  }
  let grouped = false;
  stages.forEach((stage, index) => {
    tellStage(stage, index === 0, grouped, telling);
    grouped = stage.kind === 'group' || (grouped && stage.kind !== 'coalesce');
  });
}

function tellStage(stage: Stage, first: boolean, grouped: boolean, telling: Telling): void {
  const which = first ? 'Take all spans and' : 'Then';
  switch (stage.kind) {
    case 'group':
      return say(telling, groupInWords(stage.expression, first, telling.words), stage.range);
    case 'coalesce':
      return say(telling, 'Then put the groups of each trace together again', stage.range);
    case 'select': {
      const fields = stage.fields.map(fieldInWords);
      return say(
        telling,
        `${which} show with every span also ${list(fields) || 'something that is missing here'}`,
        stage.range
      );
    }
    case 'scalar-filter':
      return tellScalarFilter(stage, grouped, telling);
    default:
      return tellSpanset(stage, first ? FIRST : LATER, telling);
  }
}

function groupInWords(expression: Expression, first: boolean, words: Words): string {
  const which = first ? 'Take all spans and put them' : 'Then put the spans of each trace';
  return `${which} into groups, one for each value of ${nounInWords(expression, words)}`;
}

/** "a, b and c" */
export function list(items: readonly string[]): string {
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

// ------------------------------------------------------------------------------------------------------------ scalars

function tellScalarFilter({ operator, left, right, range }: ScalarFilter, grouped: boolean, telling: Telling): void {
  const subject = scalarInWords(left, telling.words);
  const object = scalarInWords(right, telling.words);
  const holder = grouped ? 'groups' : 'traces';
  const inner = [...pipelinesIn(left), ...pipelinesIn(right)];
  const colon = inner.length > 0 ? ':' : '';
  say(telling, `Keep only ${holder} in which ${subject} ${orderOf(operator, object)}${colon}`, range);
  inner.forEach((pipeline) => tellStages(pipeline.stages, deeper(telling)));
}

const AGGREGATES: Readonly<Record<Aggregate['function'], string>> = {
  count: 'the number of spans',
  avg: 'the average of',
  min: 'the smallest value of',
  max: 'the greatest value of',
  sum: 'the sum of',
};

const ARITHMETIC = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'divided by',
  '%': 'modulo',
  '^': 'to the power of',
};

function aggregateInWords({ function: name, argument }: Aggregate, words: Words): string {
  const opening = AGGREGATES[name];
  return name === 'count' || !argument ? opening : `${opening} ${nounInWords(argument, words)}`;
}

function scalarInWords(node: ScalarExpression, words: Words): string {
  switch (node.kind) {
    case 'aggregate':
      return aggregateInWords(node, words);
    case 'scalar-pipeline':
      return `${aggregateInWords(node.aggregate, words)} (of the result of the steps below)`;
    case 'invalid':
      return invalidInWords(node);
    case 'scalar-binary': {
      if (words.depth > DEEPEST) {
        return 'something nested too deeply to be put in words';
      }
      const below = { ...words, depth: words.depth + 1 };
      const spine = leftSpine(node);
      const first = scalarInWords((spine[spine.length - 1] ?? node).left, below);
      return spine.reduceRight((text, next) => {
        const right = scalarInWords(next.right, below);
        const operand = next.right.kind === 'scalar-binary' ? `(${right})` : right;
        return `${text} ${ARITHMETIC[next.operator]} ${operand}`;
      }, first);
    }
    default:
      return literalInWords(node);
  }
}

function pipelinesIn(node: ScalarExpression): Array<Extract<ScalarExpression, { kind: 'scalar-pipeline' }>> {
  const found: Array<Extract<ScalarExpression, { kind: 'scalar-pipeline' }>> = [];
  const stack: ScalarExpression[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.kind === 'scalar-pipeline') {
      found.push(next);
    } else if (next.kind === 'scalar-binary') {
      stack.push(next.right, next.left);
    }
  }
  return found;
}
