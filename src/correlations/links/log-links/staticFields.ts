import type { CorrelationFinding, CorrelationInput, DataSourceSettings, LogLine, SettingChange } from '../../contract';
import { buildFinding } from '../../findings/buildFinding';
import type { FindingId } from '../../findings/catalogue';
import { change } from '../../judged';
import { findDataSource } from '../../settings/dataSourceTypes';
import { asList, type JsonObject } from '../../settings/readJson';
import { writtenTraceIds } from '../../spans/shownTraceId';
import { compile, hasGroup, isTraceId, LABEL_REGEX, LINE_REGEX, type DerivedField } from './derivedFields';
import { idNames, isInLine } from './exploreLoki';

const VALUE = '${__value.raw}';
const TRACE_ID_QUERY = /^\s*(\$\{__value\.(raw|text)(:\w+)?\}|\$__value)\s*$/;
/** The field opens a TraceQL query: one that asks for the ID finds the trace, too. */
const TRACEQL_QUERY = /^\s*\{.*\btrace:id\s*=\s*["`]\$\{__value\.(raw|text)/s;

/** Fields that lead nowhere: only a mistake where none leads to this Tempo. */
export function findTargetMistakes(
  { all, tempo }: CorrelationInput,
  loki: DataSourceSettings,
  fields: readonly DerivedField[],
  own: readonly DerivedField[]
): CorrelationFinding[] {
  return fields.flatMap((field): CorrelationFinding[] => {
    const target = findDataSource(all, field.datasourceUid);
    const path = `derivedFields.${field.index}.datasourceUid`;
    const about = (what: string) => ({
      datasourceUid: loki.uid,
      what,
      paths: [path],
      fixes: [change(loki.uid, path, tempo.uid, `${tempo.name} has the traces.`)],
    });
    if (field.datasourceUid === '') {
      return [];
    }
    if (!target) {
      return [
        buildFinding(
          'logs-to-trace.unknown-uid',
          about(`${field.name} has the uid ${field.datasourceUid}, which no data source has that you may query.`)
        ),
      ];
    }
    return own.length === 0 && (target.type === 'prometheus' || target.type === 'loki')
      ? [
          buildFinding(
            'logs-to-trace.wrong-type',
            about(`${field.name} leads to ${target.name}, a data source of the type ${target.type}.`)
          ),
        ]
      : [];
  });
}

/** What is wrong with a field that leads to this Tempo, whatever the logs are. */
export function findFieldMistakes(
  loki: DataSourceSettings,
  field: DerivedField,
  all: readonly DerivedField[]
): CorrelationFinding[] {
  const first = all.find(({ name }) => name === field.name);
  const sameName = first && first.index !== field.index && matcherOf(first) !== matcherOf(field);
  return [
    ...findMatcherMistake(loki, field),
    ...findUrlMistake(loki, field),
    ...(sameName
      ? [
          fieldFinding('logs-to-trace.same-name', loki, field, {
            what: `Of the derived fields "${field.name}" the expression ${first.matcherRegex} counts, and ${field.matcherRegex} does not.`,
            key: 'name',
            value: freeName(field.name, all),
            reason: 'Of fields with the same name only the first expression counts.',
          }),
        ]
      : []),
  ];
}

function matcherOf({ matcherType, matcherRegex }: DerivedField): string {
  return `${matcherType} ${matcherRegex}`;
}

function findMatcherMistake(loki: DataSourceSettings, field: DerivedField): CorrelationFinding[] {
  const { name, matcherType, matcherRegex } = field;
  if (matcherType !== 'regex' && matcherType !== 'label') {
    return [
      fieldFinding('logs-to-trace.matcher-type', loki, field, {
        what: `${name} has matcherType "${matcherType}".`,
        key: 'matcherType',
        value: hasGroup(matcherRegex) ? 'regex' : 'label',
        reason: 'Only regex and label are known.',
      }),
    ];
  }
  const replacement = matcherType === 'label' ? LABEL_REGEX : LINE_REGEX;
  if (matcherRegex === '' || !compile(matcherRegex)) {
    return [
      fieldFinding('logs-to-trace.regex-invalid', loki, field, {
        what: `${name} has the expression "${matcherRegex}".`,
        key: 'matcherRegex',
        value: replacement,
        reason: 'The expression that was there cannot be read.',
      }),
    ];
  }
  return matcherType === 'regex' && !hasGroup(matcherRegex)
    ? [
        fieldFinding('logs-to-trace.regex-no-group', loki, field, {
          what: `${name} has the expression ${matcherRegex}.`,
          key: 'matcherRegex',
          value: replacement,
          reason: 'The value is what the first group matches.',
        }),
      ]
    : [];
}

function findUrlMistake(loki: DataSourceSettings, field: DerivedField): CorrelationFinding[] {
  const id = urlMistake(field.url);
  return id
    ? [
        fieldFinding(id, loki, field, {
          what: field.url === '' ? `${field.name} has no query.` : `${field.name} has the query ${field.url}.`,
          key: 'url',
          value: VALUE,
          reason: 'The query is the trace ID.',
        }),
      ]
    : [];
}

function urlMistake(url: string): FindingId | undefined {
  if (url === '' || url === '$') {
    return 'logs-to-trace.lost-dollar';
  }
  if (/\$\$(\{|\w)/.test(url)) {
    return 'logs-to-trace.double-dollar';
  }
  return TRACE_ID_QUERY.test(url) || TRACEQL_QUERY.test(url) || /\$\{__data\./.test(url)
    ? undefined
    : 'logs-to-trace.url-not-query';
}

function fieldFinding(
  id: FindingId,
  loki: DataSourceSettings,
  { index }: DerivedField,
  { what, key, value, reason }: { what: string; key: string; value: unknown; reason: string }
): CorrelationFinding {
  const path = `derivedFields.${index}.${key}`;
  return buildFinding(id, {
    datasourceUid: loki.uid,
    what,
    paths: [path],
    fixes: [change(loki.uid, path, value, reason)],
  });
}

/** One more field for lines that the others miss. */
export function addField(
  loki: DataSourceSettings,
  all: readonly DerivedField[],
  tempoUid: string,
  line: LogLine,
  traceId: string
): SettingChange {
  const [field] = fieldForLine({ uid: tempoUid }, all, line, false, traceId);
  return change(
    loki.uid,
    `derivedFields.${asList(loki.jsonData['derivedFields']).length}`,
    field,
    'Finds the trace ID in lines that the others miss.'
  );
}

/**
 * Fields that find the ID of a line: in the line, beside it, or both.
 *
 * @param line - left out where none is known
 */
export function fieldForLine(
  { uid }: { readonly uid: string },
  all: readonly DerivedField[],
  line: LogLine | undefined,
  both: boolean,
  traceId = ''
): JsonObject[] {
  const names = line && traceId !== '' ? idNames(line, traceId) : [];
  const isInText = line !== undefined && traceId !== '' && isInLine(line, traceId);
  const fields: JsonObject[] = [];
  if (both || !isInText) {
    fields.push(buildField('Trace', 'label', names.length > 0 ? labelRegex(names) : LABEL_REGEX, uid, all));
  }
  if (both || isInText) {
    fields.push(
      buildField('Trace in line', 'regex', line && isInText ? lineRegex(line.line, traceId) : LINE_REGEX, uid, all)
    );
  }
  return fields;
}

function buildField(
  name: string,
  matcherType: string,
  matcherRegex: string,
  uid: string,
  all: readonly DerivedField[]
) {
  return {
    name: freeName(name, all),
    matcherType,
    matcherRegex,
    url: VALUE,
    datasourceUid: uid,
    urlDisplayLabel: 'Trace in Tempo',
  };
}

function freeName(name: string, all: readonly DerivedField[]): string {
  const isTaken = (candidate: string) => all.some((field) => field.name === candidate);
  let candidate = name;
  for (let number = 2; isTaken(candidate); number++) {
    candidate = `${name} ${number}`;
  }
  return candidate;
}

function labelRegex(names: readonly string[]): string {
  return names.every((name) => new RegExp(LABEL_REGEX).test(name))
    ? LABEL_REGEX
    : `^(${names.map(escapeRegex).join('|')})$`;
}

/** The usual expression where it fits, else one made of what stands before the ID. */
function lineRegex(line: string, traceId: string): string {
  if (isTraceId(compile(LINE_REGEX)?.exec(line)?.[1], traceId)) {
    return LINE_REGEX;
  }
  const written = writtenTraceIds(traceId).find((id) => line.includes(id)) ?? traceId;
  const before = line.slice(0, line.indexOf(written));
  const [prefix = ''] = /[^\s,;]{0,24}\s?$/.exec(before) ?? [];
  const literal = escapeRegex(prefix.replace(/[0-9a-f]{8,}/gi, ''));
  return `${literal}([0-9a-f]{${written.length}})`;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
