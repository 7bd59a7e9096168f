/**
 * Which spans count for tags under a filter `q`.
 * Follows `pkg/traceql/lenient_extract.go` and `ExecuteTagValues`: only conditions of the first span filter are used,
 * what cannot be used means no filter; 2.6 knows no "or".
 */
import { Behaviour } from '../behaviour';
import { isResourceColumn, spanColumns } from '../evaluate/columns';
import { Condition, coalesceConditions } from '../evaluate/conditions';
import { compileFirstPass } from '../evaluate/fetch';
import { Field } from '../evaluate/field';
import { lowerStages } from '../evaluate/lower';
import { BinaryNode, Expression, isBoolean } from '../evaluate/program';
import { Static } from '../evaluate/static';
import { Trace } from '../model';
import { joinLossily, Level, ValueRow } from './lossyValues';
import { readQuery } from './refusal';
import { TagSource, tagValuesOf } from './tagCollector';

export interface FilteredSpans {
  readonly filtered: boolean;
  readonly sources: readonly TagSource[];
}

/** The spans whose tags are named. */
export function spansForTags(filter: string | null, traces: readonly Trace[], behaviour: Behaviour): FilteredSpans {
  const groups = filter === null ? null : usableGroups(filter, behaviour);
  if (!groups) {
    return { filtered: false, sources: everySpan(traces) };
  }
  const found = groups.flatMap((group) => spansOf(heeded(group, behaviour), traces, behaviour));
  return { filtered: true, sources: [...new Map(found.map((source) => [source.stored, source])).values()] };
}

/** The values of a tag, with repetitions. Conditions on the tag itself do not restrict its own values. */
export function valuesForTag(
  filter: string | null,
  traces: readonly Trace[],
  tag: Field,
  behaviour: Behaviour
): readonly Static[] {
  const canFilter = behaviour.generation !== '2.6' || tag.scope !== 'none' || tag.intrinsic !== null;
  const groups = filter === null || !canFilter ? null : usableGroups(filter, behaviour);
  if (!groups) {
    return tagValuesOf(tag, everySpan(traces), false, behaviour);
  }
  return groups.flatMap((group) => {
    const isOwn = group.some(({ field, operator }) => field.key === tag.key && operator === '=');
    const others = isOwn ? group : group.filter(({ field }) => field.key !== tag.key);
    return filteredValues(heeded(others, behaviour), traces, tag, behaviour);
  });
}

function filteredValues(
  conditions: readonly Condition[],
  traces: readonly Trace[],
  tag: Field,
  behaviour: Behaviour
): Static[] {
  const at = (level: Level) => conditions.filter(({ field }) => levelOf(field) === level);
  const rows = rowsOf(traces, tag, behaviour);
  const placesOf = (level: Level) => {
    const found = new Set(spansOf(at(level), traces, behaviour).map(({ stored }) => stored));
    return new Set(rows.filter(({ stored }) => found.has(stored)).map(({ places }) => places[level]));
  };
  const levels = (['span', 'resource', 'trace'] as const).filter((level) => at(level).length > 0);
  return levels
    .reduce<readonly ValueRow[]>((kept, level) => {
      const places = placesOf(level);
      return isLossy(tag, level, behaviour)
        ? joinLossily(level === 'span' ? kept.filter(({ values }) => values.length > 0) : kept, level, places)
        : kept.filter((row) => places.has(row.places[level]));
    }, rows)
    .flatMap(({ values }) => values);
}

const LEVELS: readonly Level[] = ['span', 'resource', 'trace'];

function levelOf({ scope, intrinsic }: Field): Level {
  const ofTrace = ['traceDuration', 'rootName', 'rootServiceName', 'trace:id'].includes(intrinsic ?? '');
  return ofTrace ? 'trace' : scope === 'resource' ? 'resource' : 'span';
}

/** Whether the values of the tag are told before what is joined at the level has its say. */
function isLossy(tag: Field, level: Level, behaviour: Behaviour): boolean {
  const isGeneric = tag.intrinsic === null && !hasColumn(tag, behaviour);
  if (isGeneric && behaviour.generation !== '2.6') {
    return false;
  }
  return LEVELS.indexOf(level) > LEVELS.indexOf(levelOf(tag)) - (isGeneric ? 1 : 0);
}

function rowsOf(traces: readonly Trace[], tag: Field, behaviour: Behaviour): Array<ValueRow & TagSource> {
  let span = 0;
  let resource = 0;
  return traces.flatMap((trace, index) =>
    trace.spans.map((stored, i) => {
      resource += trace.spans[i - 1]?.resource === stored.resource ? 0 : 1;
      const values = tagValuesOf(tag, [{ trace, stored }], true, behaviour);
      return { trace, stored, values, places: { span: span++, resource, trace: index } };
    })
  );
}

function everySpan(traces: readonly Trace[]): TagSource[] {
  return traces.flatMap((trace) => trace.spans.map((stored) => ({ trace, stored })));
}

/** Null where there is nothing to filter by, or some attribute stands without its scope. */
function usableGroups(filter: string, behaviour: Behaviour): Condition[][] | null {
  const groups = conditionGroups(filter, behaviour);
  const isUsable = groups?.flat().every(({ field }) => field.scope !== 'none' || field.intrinsic !== null);
  return groups && isUsable ? groups : null;
}

function heeded(conditions: readonly Condition[], behaviour: Behaviour): Condition[] {
  return conditions.filter((condition) => isHeeded(condition, behaviour));
}

/** That an attribute without a column is there at all is not asked for, nor for a value that it cannot have. */
function isHeeded({ field, operator, operand }: Condition, behaviour: Behaviour): boolean {
  if (field.intrinsic !== null) {
    return field.intrinsic !== 'event:timeSinceStart';
  }
  if (hasColumn(field, behaviour)) {
    return true;
  }
  return operator !== 'exists' && !['duration', 'status', 'kind'].includes(operand?.type ?? '');
}

function hasColumn({ scope, name }: Field, behaviour: Behaviour): boolean {
  return scope === 'span' ? spanColumns(behaviour).has(name) : scope === 'resource' && isResourceColumn(name);
}

function spansOf(conditions: readonly Condition[], traces: readonly Trace[], behaviour: Behaviour): TagSource[] {
  const request = { conditions: [...conditions], allConditions: true, secondPass: [] };
  coalesceConditions(request);
  const fetch = compileFirstPass(request, behaviour);
  return traces.flatMap((trace) => (fetch(trace) ?? []).map(({ stored }) => ({ trace, stored })));
}

/** The alternatives of the filter, each a list of conditions; null where there is nothing to filter by. */
function conditionGroups(filter: string, behaviour: Behaviour): Condition[][] | null {
  const text = behaviour.generation === '2.6' ? matchersOf(filter) : filter;
  if (text === '{}') {
    return null;
  }
  const { query, parseError, invalid } = readQuery(text, behaviour);
  if (parseError !== null || (invalid !== null && behaviour.generation !== '2.6')) {
    return null;
  }
  const [first] = query.stages;
  if (first?.kind !== 'filter') {
    return null;
  }
  const [stage] = lowerStages([first], { ...behaviour, mergesAlternatives: false });
  const groups = stage?.kind === 'filter' ? split(stage.expression, behaviour) : null;
  return groups && groups.length > 0 && groups.every((group) => group.length > 0) ? groups : null;
}

const SINGLE_FILTER = /^(\{[^|{}]*[^|{}]\}?|\{[^|{}]*=~[^{}]*\})$/;
const MATCHERS =
  /[\p{L}\p{N}._\-:" ]+[\t\n\f\r ]*(=|<=|>=|=~|!=|>|<|!~)[\t\n\f\r ]*(?:"[\p{L}\p{N}\p{P}\p{M}\p{S}]+"|true|false|[a-z]+|[0-9smh]+)/gu;

/** What 2.6 picks out of a filter that may be half written, by its looks (`pkg/traceql/extractmatcher.go`). */
function matchersOf(filter: string): string {
  const text = filter.trim();
  return SINGLE_FILTER.test(text)
    ? `{${(text.match(MATCHERS) ?? []).map((matcher) => matcher.trim()).join(' && ')}}`
    : '{}';
}

function split(expression: Expression, behaviour: Behaviour): Condition[][] | null {
  if (expression.kind !== 'binary') {
    return expression.kind === 'unary' &&
      expression.operand.kind === 'field' &&
      expression.operator !== '!' &&
      expression.operator !== '-'
      ? [[{ field: expression.operand.field, operator: expression.operator, operand: null }]]
      : [];
  }
  if (expression.operator !== '&&' && expression.operator !== '||') {
    const condition = conditionOf(expression);
    return condition ? [[condition]] : [];
  }
  const left = split(expression.left, behaviour);
  const right = split(expression.right, behaviour);
  if (!left || !right || (expression.operator === '||' && behaviour.generation === '2.6')) {
    return null;
  }
  if (expression.operator === '||') {
    return [...left, ...right];
  }
  if (left.length === 0 || right.length === 0) {
    return left.length === 0 ? right : left;
  }
  return left.flatMap((a) => right.map((b) => [...a, ...b]));
}

function conditionOf({ operator, left, right }: BinaryNode): Condition | null {
  if (!isBoolean(operator)) {
    return null;
  }
  if (left.kind === 'field' && right.kind === 'static') {
    return right.value.type === 'nil' ? null : { field: left.field, operator, operand: right.value };
  }
  return left.kind === 'static' && right.kind === 'field'
    ? { field: right.field, operator, operand: left.value }
    : null;
}
