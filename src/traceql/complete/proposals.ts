/** From the situation to what can be put there. */
import { ageOf } from '../releases';
import { Proposal, proposal } from './proposal';
import { Situation } from './situation';
import * as words from './words';

const CLOSE_PARENTHESIS = proposal('bracket', ')', ')', 'Ends the arguments.');
const CLOSE_BRACE = proposal('bracket', '}', '}', 'Ends the conditions.');
const COMMA = proposal('bracket', ',', ', ', 'Adds another argument.');
const OPEN_PARENTHESIS = proposal('bracket', '(', '(‸)', 'Begins the arguments.');
const EQUALS = proposal('operator', '=', '=', 'Begins the value of the hint.');

/** All static proposals for the situation that the release of the given age knows. */
export function proposalsFor(situation: Situation, age: number): readonly Proposal[] {
  return allProposals(situation).filter(({ since }) => ageOf(since) <= age);
}

function allProposals(situation: Situation): readonly Proposal[] {
  switch (situation.kind) {
    case 'none':
    case 'in-comment':
    case 'attribute-name':
      return [];
    case 'query-start':
      return [...words.SPANSETS, ...words.GROUPING];
    case 'spanset':
      return words.SPANSETS;
    case 'scope-or-field':
      return words.fieldProposals('condition');
    case 'intrinsic-name':
      return words.intrinsicNameProposals(situation.scope);
    case 'operator':
      return operatorProposals(situation);
    case 'value':
      return valueProposals(situation);
    case 'duration-unit':
      return situation.number.includes('.') ? words.UNITS.filter(({ label }) => !'dwy'.includes(label)) : words.UNITS;
    case 'hint-name':
      return words.HINTS;
    case 'hint-equals':
      return [EQUALS];
    case 'hint-value':
      return words.hintValueProposals(situation.hint);
    case 'open-parenthesis':
      return [OPEN_PARENTHESIS];
    default:
      return stageProposals(situation);
  }
}

type StageSituation = Extract<
  Situation,
  {
    kind:
      | `after-${'spanset' | 'stage' | 'argument' | 'metrics' | 'second-stage'}`
      | `${'function' | 'by' | 'select'}-argument`
      | 'stage'
      | 'second-stage';
  }
>;

function stageProposals(situation: StageSituation): readonly Proposal[] {
  switch (situation.kind) {
    case 'after-spanset':
      return [...words.PIPE, ...words.SPANSET_OPERATORS, ...words.WITH];
    case 'stage':
      return [
        ...words.METRICS,
        ...words.AGGREGATES,
        ...words.GROUPING,
        ...words.COALESCE,
        ...words.SPANSETS.slice(0, 1),
      ];
    case 'after-stage':
      return [...words.PIPE, ...words.WITH];
    case 'function-argument':
      return argumentProposals(situation.function, situation.index);
    case 'by-argument':
      return words.fieldProposals('by');
    case 'select-argument':
      return words.fieldProposals('select');
    case 'after-argument':
      return afterArgument(situation.function);
    case 'after-metrics':
      return afterMetrics(situation);
    case 'second-stage':
      return words.TOP_BOTTOM;
    case 'after-second-stage':
      return [
        ...METRICS_FILTERS,
        ...SECOND_STAGE_PIPE.map((each) => ({ ...each, since: '3.0' as const })),
        ...words.WITH,
      ];
  }
}

function afterMetrics({ function: name, hasBy }: Extract<Situation, { kind: 'after-metrics' }>): readonly Proposal[] {
  // Nothing may follow a comparison of sets.
  return name === 'compare'
    ? words.WITH
    : [...(hasBy ? [] : words.BY), ...METRICS_FILTERS, ...SECOND_STAGE_PIPE, ...words.WITH];
}

const METRICS_FILTERS: readonly Proposal[] = [...words.ORDER, ...words.EQUALITY].map((each) => ({
  ...each,
  documentation: 'Keeps only the points with such a value.',
  since: '3.0' as const,
}));

const SECOND_STAGE_PIPE: readonly Proposal[] = words.PIPE.map((each) => ({ ...each, since: '2.8' as const }));

function argumentProposals(name: string, index: number): readonly Proposal[] {
  switch (name) {
    case 'rate':
    case 'count_over_time':
    case 'count':
    case 'coalesce':
      return [CLOSE_PARENTHESIS];
    case 'topk':
    case 'bottomk':
      return ['5', '10', '20'].map((count) => proposal('value', count, count, `${count} series.`));
    case 'compare':
      return index === 0 ? words.SPANSETS.slice(0, 1) : [];
    case 'quantile_over_time':
      return index === 0 ? numericFields() : QUANTILES;
    default:
      return numericFields();
  }
}

const QUANTILES: readonly Proposal[] = [
  proposal('value', '.5', '.5', 'The median.'),
  proposal('value', '.9', '.9', 'The 90th percentile.'),
  proposal('value', '.95', '.95', 'The 95th percentile.'),
  proposal('value', '.99', '.99', 'The 99th percentile.'),
];

const NUMERIC = /duration$|Duration$|timeSinceStart|childCount|^nestedSet/;

/** Fields that may be numbers: attributes, and the intrinsics that are. */
function numericFields(): readonly Proposal[] {
  return words.fieldProposals('function').filter(({ kind, label }) => kind !== 'intrinsic' || NUMERIC.test(label));
}

function afterArgument(name: string): readonly Proposal[] {
  const takesMore = /^(?:by|select|with|quantile_over_time|compare)$/.test(name);
  return takesMore ? [COMMA, CLOSE_PARENTHESIS] : [CLOSE_PARENTHESIS];
}

function operatorProposals(situation: Extract<Situation, { kind: 'operator' }>): readonly Proposal[] {
  const { place, operandType, field, complete } = situation;
  if (place === 'aggregate') {
    return [...words.ORDER, ...words.EQUALITY];
  }
  const closing = place === 'condition' ? CLOSE_BRACE : CLOSE_PARENTHESIS;
  if (complete) {
    return [...words.LOGIC, closing];
  }
  const fitting = operatorsOf(operandType);
  const existence = field?.kind === 'attribute' ? words.EXISTENCE : [];
  const mayBeCondition = operandType === 'untyped' || operandType === 'bool';
  const logic = mayBeCondition ? words.LOGIC : [];
  return [...(place === 'argument' ? [closing] : []), ...fitting, ...existence, ...logic];
}

function operatorsOf(type: Extract<Situation, { kind: 'operator' }>['operandType']): readonly Proposal[] {
  switch (type) {
    case 'string':
      return [...words.EQUALITY, ...words.REGEX, ...words.ORDER];
    case 'status':
    case 'span-kind':
    case 'bool':
    case 'nil':
      return words.EQUALITY;
    case 'untyped':
      return [...words.EQUALITY, ...words.REGEX, ...words.ORDER, ...words.ARITHMETIC];
    default:
      return [...words.ORDER, ...words.EQUALITY, ...words.ARITHMETIC];
  }
}

function valueProposals({ field, quoted, valueTypes }: Extract<Situation, { kind: 'value' }>): readonly Proposal[] {
  if (quoted === 'open') {
    return [];
  }
  const values = valueTypes.flatMap((type) => words.VALUES[type]);
  const constants = valueTypes.includes('int') && field ? words.INT_CONSTANTS : [];
  const isEnumeration = valueTypes.every((type) => type === 'status' || type === 'span-kind' || type === 'nil');
  // Another field may stand here too, but hardly anybody compares statuses with each other.
  const fields = isEnumeration || !field ? [] : words.fieldProposals('value');
  return [...values, ...constants, ...fields];
}
