import type { LogLine } from '../../contract';
import { asList, asObject, asText, type JsonObject } from '../../settings/readJson';
import { besideLine } from './exploreLoki';

/** A derived field of Loki as it is set up. */
export interface DerivedField {
  /** Its place in the list. */
  readonly index: number;
  readonly name: string;
  readonly matcherType: string;
  readonly matcherRegex: string;
  readonly url: string;
  readonly datasourceUid: string;
  readonly raw: JsonObject;
}

/** Fields that find what most logs have, as in the shipped provisioning. */
export const LINE_REGEX = String.raw`[tT]race[_-]?[iI][dD]\\?"?\s*[=:]\s*\\?"?([0-9a-fA-F]{16,32})\b`;
export const LABEL_REGEX = '^[tT]race_?[iI][dD]$';

export function readDerivedFields(jsonData: JsonObject): DerivedField[] {
  return asList(jsonData['derivedFields']).flatMap((entry, index) => {
    const raw = asObject(entry);
    return raw ? [readField(raw, index)] : [];
  });
}

function readField(raw: JsonObject, index: number): DerivedField {
  return {
    index,
    name: asText(raw['name']),
    // Left out it is regex; empty or null it is none that Grafana knows.
    matcherType: raw['matcherType'] === undefined ? 'regex' : asText(raw['matcherType']),
    matcherRegex: asText(raw['matcherRegex']),
    url: asText(raw['url']),
    datasourceUid: asText(raw['datasourceUid']),
    raw,
  };
}

/** The expression as a browser reads it, or undefined. */
export function compile(regex: string): RegExp | undefined {
  try {
    return new RegExp(regex);
  } catch {
    return undefined;
  }
}

/** Whether the expression has a group that captures: by asking it to match nothing or itself. */
export function hasGroup(regex: string): boolean {
  const match = compile(`${regex}|`)?.exec('');
  return match !== null && match !== undefined && match.length > 1;
}

/**
 * What a field takes out of a line. Of several fields with one name the matcher of the first counts.
 * Source: Grafana 12.3, public/app/plugins/datasource/loki/getDerivedFields.ts.
 */
export function deriveValue(field: DerivedField, all: readonly DerivedField[], line: LogLine): string | undefined {
  const { matcherType, matcherRegex } = all.find(({ name }) => name === field.name) ?? field;
  const regex = compile(matcherRegex);
  if (!regex) {
    return undefined;
  }
  if (matcherType === 'label') {
    return Object.entries(besideLine(line)).find(([name]) => regex.test(name))?.[1];
  }
  return matcherType === 'regex' ? regex.exec(line.line)?.[1] || undefined : undefined;
}

/** Whether Tempo understands the value as the ID. It takes either case, and adds zeros in front. */
export function isTraceId(value: string | undefined, traceId: string): boolean {
  const bare = (id: string) => id.toLowerCase().replace(/^0+/, '');
  return value !== undefined && bare(value) === bare(traceId);
}
