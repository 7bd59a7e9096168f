import type { CorrelationFinding, CorrelationInput, DataSourceSettings, LogLine, SampleTrace } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import { Inquiry } from '../../inquiry';
import { change, conclude, type Judged } from '../../judged';
import { findDataSource, nameOf } from '../../settings/dataSourceTypes';
import { readLogsSettings } from '../../settings/logsSettings';
import { writtenTraceIds } from '../../spans/shownTraceId';
import { leadsTo, otherDataSources, proposeLoki } from '../chooseDataSource';
import { deriveValue, isTraceId, readDerivedFields, type DerivedField } from './derivedFields';
import { shorten } from './emptySpans';
import { exploreLoki, hasTraceId, idNames, mergeLines } from './exploreLoki';
import { buildSpanQuery, lokiQuestion, pickTestSpans } from './spanQueries';
import { addField, fieldForLine, findFieldMistakes, findTargetMistakes } from './staticFields';

/** From logs to their traces: one judgement for each Loki that has to do with this Tempo. */
export function judgeLogsToTrace(input: CorrelationInput): Judged[] {
  return listLokis(input).map((loki) => judgeLoki(input, loki));
}

/** The Loki that the spans lead to, those that lead here, or the one that should. */
function listLokis(input: CorrelationInput): DataSourceSettings[] {
  const lokis = otherDataSources(input).filter(({ type }) => type === 'loki');
  const target = findDataSource(input.all, readLogsSettings(input.tempo.jsonData)?.datasourceUid ?? '');
  const related = lokis.filter((loki) => loki.uid === target?.uid || leadsTo(loki, input));
  const proposed = proposeLoki(input);
  return related.length > 0 || !proposed ? related : [proposed];
}

function judgeLoki(input: CorrelationInput, loki: DataSourceSettings): Judged {
  const inquiry = new Inquiry(input, 'logs-to-trace');
  const all = readDerivedFields(loki.jsonData);
  const own = all.filter(({ datasourceUid }) => findDataSource(input.all, datasourceUid)?.uid === input.tempo.uid);
  const lines = input.trace ? gatherLines(inquiry, loki, input.trace) : undefined;
  const targets = findTargetMistakes(input, loki, all, own);
  const mistakes = [...targets, ...own.flatMap((field) => findFieldMistakes(loki, field, all))];
  const isOff = own.length === 0 && targets.length === 0;
  const judged =
    input.trace && lines && lines.length > 0 && own.length > 0 && !isBroken(mistakes)
      ? judgeLines(loki, own, all, lines, input.trace)
      : { findings: [] };
  return conclude(inquiry, {
    from: nameOf(loki),
    to: isOff ? undefined : nameOf(input.tempo),
    findings: isOff ? [findMissing(input, loki, all, lines ?? [])] : [...mistakes, ...judged.findings],
    untested: untestedOf(input, loki, lines),
    proof: judged.proof,
    isOff,
  });
}

function isBroken(mistakes: readonly CorrelationFinding[]): boolean {
  return mistakes.some(({ severity }) => severity === 'critical');
}

function untestedOf(
  { trace }: CorrelationInput,
  loki: DataSourceSettings,
  lines: readonly LogLine[] | undefined
): string[] {
  if (!trace) {
    return ['There is no trace whose logs could be looked at.'];
  }
  return lines?.length === 0
    ? [`No line of this trace was found in ${loki.name}, so there was nothing to try the derived fields on.`]
    : [];
}

/** Lines of the trace: of the queries of its spans where they work, else of a search. Undefined while it is not known. */
function gatherLines(inquiry: Inquiry, loki: DataSourceSettings, trace: SampleTrace): readonly LogLine[] | undefined {
  const settings = readLogsSettings(inquiry.input.tempo.jsonData);
  const isTarget = settings && findDataSource(inquiry.input.all, settings.datasourceUid)?.uid === loki.uid;
  const found: LogLine[] = [];
  for (const span of isTarget ? pickTestSpans(trace) : []) {
    const query = settings ? buildSpanQuery(settings, trace, span) : undefined;
    if (query?.kind === 'query') {
      const outcome = inquiry.askLines(lokiQuestion(loki, query.expr, query.window), {
        why: `lines of "${query.span.name}" to try the derived fields on`,
      });
      if (outcome.state === 'pending') {
        return undefined;
      }
      found.push(...(outcome.state === 'answered' ? outcome.value : []));
    }
  }
  const own = mergeLines(found.filter((line) => hasTraceId(line, trace.traceId)));
  return own.length > 0 ? own : exploreLoki(inquiry, loki, trace)?.lines;
}

function findMissing(
  { tempo, trace }: CorrelationInput,
  loki: DataSourceSettings,
  all: readonly DerivedField[],
  lines: readonly LogLine[]
): CorrelationFinding {
  return buildFinding('logs-to-trace.not-configured', {
    datasourceUid: loki.uid,
    what: `${loki.name} has ${all.length} derived fields, none with ${tempo.name}.`,
    paths: ['derivedFields'],
    fixes: [
      change(
        loki.uid,
        'derivedFields',
        [...all.map(({ raw }) => raw), ...fieldForLine(tempo, all, lines[0], true, trace?.traceId)],
        'Lines lead to their trace, wherever the ID stands.'
      ),
    ],
  });
}

const ID = /^[0-9a-f]{16,32}$/i;

interface LinesVerdict {
  readonly findings: readonly CorrelationFinding[];
  readonly proof?: string;
}

/** Whether the fields find the ID in lines that have it. */
function judgeLines(
  loki: DataSourceSettings,
  own: readonly DerivedField[],
  all: readonly DerivedField[],
  lines: readonly LogLine[],
  trace: SampleTrace
): LinesVerdict {
  const results = lines.map((line) => ({ line, values: own.map((field) => deriveValue(field, all, line)) }));
  const isRight = (value: string | undefined) => isTraceId(value, trace.traceId);
  const right = results.filter(({ values }) => values.some(isRight));
  // Of a line with two IDs a field takes one: that is not wrong.
  const isOther = (value: string | undefined) =>
    value !== undefined &&
    ID.test(value) &&
    writtenTraceIds(trace.traceId).some(({ length }) => length === value.length);
  const missed = results.filter(({ values }) => !values.some((value) => isRight(value) || isOther(value)));
  const wrong = own.flatMap((field, at) => {
    // Another ID can be right as well, in a line that has two; something that is no ID never is.
    const values = [
      ...missed.map((result) => result.values[at]),
      ...right.map((result) => result.values[at]).filter((value) => value !== undefined && !ID.test(value)),
    ];
    const value = values.find((one) => one !== undefined && !isTraceId(one, trace.traceId));
    return value === undefined ? [] : [findWrongValue(loki, field, value, lines, trace)];
  });
  const example = missed[0]?.line;
  if (!example) {
    return { findings: wrong, proof: `The trace ID was found in ${right.length} of ${lines.length} lines.` };
  }
  const id = right.length > 0 ? 'logs-to-trace.some-lines' : 'logs-to-trace.no-match';
  const uid = own[0]?.datasourceUid ?? '';
  const finding = buildFinding(id, {
    datasourceUid: loki.uid,
    what: `Of ${lines.length} lines with the trace ID, ${right.length} are matched.`,
    evidence: [shorten(example.line), ...describeNames(example, trace.traceId)],
    paths: ['derivedFields'],
    fixes: [addField(loki, all, uid, example, trace.traceId)],
  });
  // What takes the wrong part of a line is the reason that it is not matched.
  return wrong.length > 0 && right.length === 0
    ? { findings: wrong.map((one) => ({ ...one, severity: 'critical' as const })) }
    : { findings: [...wrong, finding] };
}

function findWrongValue(
  loki: DataSourceSettings,
  field: DerivedField,
  value: string,
  lines: readonly LogLine[],
  trace: SampleTrace
): CorrelationFinding {
  const line = lines[0];
  const isLabel = field.matcherType === 'label';
  const names = line ? idNames(line, trace.traceId) : [];
  const fitting = fieldForLine({ uid: field.datasourceUid }, [], line, false, trace.traceId)[0];
  const path = `derivedFields.${field.index}`;
  return buildFinding('logs-to-trace.wrong-value', {
    datasourceUid: loki.uid,
    what: `${field.name} takes "${shorten(value)}"; the ID of the trace is ${trace.traceId}.`,
    evidence: [`Expression: ${field.matcherRegex}`, ...(line ? [shorten(line.line)] : [])],
    paths: [`${path}.matcherRegex`],
    fixes:
      fitting && (!isLabel || names.length > 0)
        ? [
            change(loki.uid, `${path}.matcherType`, fitting['matcherType'], 'Where the trace ID is.'),
            change(loki.uid, `${path}.matcherRegex`, fitting['matcherRegex'], 'Takes the trace ID alone.'),
          ]
        : [],
  });
}

function describeNames(line: LogLine, traceId: string): string[] {
  const names = idNames(line, traceId);
  return names.length > 0 ? [`Beside the line it is in ${names.join(', ')}.`] : [];
}
