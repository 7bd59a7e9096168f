import type { CorrelationFinding, DataSourceSettings } from '../contract';
import { buildFinding } from '../findings/buildFinding';
import { change } from '../judged';
import { asList, asObject, asText } from '../settings/readJson';
import { isLabelName, labelOfTag, toTagSetting, type TagList } from '../settings/tagMapping';
import type { TimeShift } from '../settings/timeShift';

/** The links of a span are set up in the same way for logs and metrics. */
interface SpanLinkPlace {
  readonly link: 'trace-to-logs' | 'trace-to-metrics';
  readonly dataSource: DataSourceSettings;
  /** The key in `jsonData` that a correction writes to. */
  readonly key: string;
}

export interface NamedShift {
  /** The key, such as `spanStartTimeShift`. */
  readonly key: string;
  readonly shift: TimeShift;
  /** The sign it must have, unless it is 0. */
  readonly sign: 1 | -1;
}

/** Where shifts are: also traces by ID have them. */
export interface ShiftPlace {
  readonly link: 'trace-to-logs' | 'trace-to-metrics' | 'trace-query';
  readonly dataSource: DataSourceSettings;
  readonly key: string;
  /** What to set where nothing readable is there. */
  readonly fallback: string;
}

export function findShiftMistakes(place: ShiftPlace, shifts: readonly NamedShift[]): CorrelationFinding[] {
  return shifts.flatMap((named) => findShiftMistake(place, named) ?? []);
}

function findShiftMistake(place: ShiftPlace, { key, shift, sign }: NamedShift): CorrelationFinding | undefined {
  const { link, dataSource, fallback } = place;
  const path = `${place.key}.${key}`;
  const withSign = (text: string) => `${sign < 0 ? '-' : ''}${text}`;
  const about = (what: string, value: string, reason: string) => ({
    datasourceUid: dataSource.uid,
    what,
    paths: [path],
    fixes: [change(dataSource.uid, path, value, reason)],
  });
  if (shift.kind === 'invalid') {
    return buildFinding(
      `${link}.shift-invalid`,
      about(`${key} is "${shift.text}".`, withSign(fallback), `"${shift.text}" is no duration.`)
    );
  }
  if (shift.kind === 'shift' && shift.ms * sign < 0) {
    const text = shift.text.replace(/^-/, '');
    return buildFinding(
      `${link}.shift-sign`,
      about(`${key} is ${shift.text}.`, withSign(text), `The sign of ${shift.text} makes the window smaller.`)
    );
  }
  if (shift.kind === 'shift' && shift.ignored !== '') {
    return buildFinding(
      `${link}.shift-part-ignored`,
      about(
        `${key} is ${shift.text}, of which ${shift.ignored} is not read.`,
        wholeShift(shift.text) ?? withSign(fallback),
        `Grafana does not read all of ${shift.text}.`
      )
    );
  }
  return undefined;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `1h30m` -> `90m`, `-1.5h` -> `-90m`. Undefined where it is something else. */
function wholeShift(text: string): string | undefined {
  const sign = text.startsWith('-') ? '-' : '';
  const rest = text.slice(sign.length);
  if (!/^(\d+(\.\d+)?[smhdw])+$/.test(rest)) {
    return undefined;
  }
  const seconds = [...rest.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)].reduce(
    (sum, [, number = '0', unit = 's']) => sum + Number(number) * (UNIT_SECONDS[unit] ?? 0),
    0
  );
  return seconds % 60 === 0 ? `${sign}${seconds / 60}m` : `${sign}${Math.round(seconds)}s`;
}

/** Tags that are no objects, and tags that are no labels. */
export function findTagMistakes(place: SpanLinkPlace, tags: TagList, rawTags: unknown): CorrelationFinding[] {
  const { link, dataSource, key } = place;
  const path = `${key}.tags`;
  if (tags.strings.length > 0) {
    const fixed = asList(rawTags).flatMap((tag) => {
      const name = typeof tag === 'string' ? tag : asText(asObject(tag)?.['key']);
      const label = asText(asObject(tag)?.['value']) || labelOfTag(link, name);
      return name === '' ? [] : [toTagSetting({ key: name, label })];
    });
    return [
      buildFinding(`${link}.string-tags`, {
        datasourceUid: dataSource.uid,
        what: `tags has ${quoteAll(tags.strings)} as plain names.`,
        paths: [path],
        fixes: [change(dataSource.uid, path, fixed, 'Tags are objects of key and value.')],
      }),
    ];
  }
  // Prometheus 3 takes any name between quotes.
  const isName = (label: string) => isLabelName(label) || (link === 'trace-to-metrics' && /^"[^"]+"$/.test(label));
  const wrong = tags.isDefault ? [] : tags.tags.filter(({ label }) => !isName(label));
  if (wrong.length === 0) {
    return [];
  }
  const fixed = tags.tags.map(({ key: attribute, label }) =>
    toTagSetting({ key: attribute, label: isName(label) ? label : labelOfTag(link, label) })
  );
  return [
    buildFinding(`${link}.tag-not-a-label`, {
      datasourceUid: dataSource.uid,
      what: `The query gets ${quoteAll(wrong.map(({ label }) => `${label}="…"`))}.`,
      paths: [path],
      fixes: [change(dataSource.uid, path, fixed, 'Labels have no dots: the value names the label.')],
    }),
  ];
}

function quoteAll(names: readonly string[]): string {
  return names.join(', ');
}
