import type { CorrelationFinding, CorrelationInput } from '../contract';
import { buildFinding } from '../findings/buildFinding';
import { Inquiry } from '../inquiry';
import { change, conclude, type Judged } from '../judged';
import { nameOf } from '../settings/dataSourceTypes';
import { asObject } from '../settings/readJson';
import { readTimeShift, roundUpShift, shiftMs } from '../settings/timeShift';
import { findShiftMistakes, type NamedShift } from './settingFindings';

const DEFAULT_SHIFT_MS = 30 * 60_000;
const NARROW_MS = 5 * 60_000;

/** What hangs on the settings of Tempo alone. */
export function judgeTempoSettings(input: CorrelationInput): Judged[] {
  return [judgeNodeGraph(input), judgeSearch(input), judgeTraceQuery(input), judgeStreaming(input)];
}

function judgeNodeGraph(input: CorrelationInput): Judged {
  const { tempo } = input;
  const isOn = Boolean(asObject(tempo.jsonData['nodeGraph'])?.['enabled']);
  const path = 'nodeGraph.enabled';
  return conclude(new Inquiry(input, 'node-graph'), {
    from: nameOf(tempo),
    isOff: !isOn,
    proof: 'Traces are shown with their node graph.',
    findings: isOn
      ? []
      : [
          buildFinding('node-graph.off', {
            datasourceUid: tempo.uid,
            what: 'nodeGraph.enabled is not true.',
            paths: [path],
            fixes: [change(tempo.uid, path, true, 'Shows the services and operations of a trace as a graph.')],
          }),
        ],
  });
}

function judgeSearch(input: CorrelationInput): Judged {
  const { tempo } = input;
  const isHidden = Boolean(asObject(tempo.jsonData['search'])?.['hide']);
  return conclude(new Inquiry(input, 'search'), {
    from: nameOf(tempo),
    isOff: isHidden,
    proof: 'The search form is shown.',
    findings: isHidden
      ? [
          buildFinding('search.hidden', {
            datasourceUid: tempo.uid,
            what: 'search.hide is true.',
            paths: ['search.hide'],
            fixes: [change(tempo.uid, 'search.hide', undefined, 'All supported releases of Tempo can search.')],
          }),
        ]
      : [],
  });
}

/** Source of the rules: Grafana 12.3, public/app/plugins/datasource/tempo/datasource.ts, `makeTraceIdRequest`. */
function judgeTraceQuery(input: CorrelationInput): Judged {
  const { tempo } = input;
  const settings = asObject(tempo.jsonData['traceQuery']) ?? {};
  const isOn = Boolean(settings['timeShiftEnabled']);
  const shifts = ['spanStartTimeShift', 'spanEndTimeShift'].map((key): NamedShift => ({
    key,
    shift: readTimeShift(settings[key]),
    sign: 1,
  }));
  const mistakes = isOn
    ? findShiftMistakes({ link: 'trace-query', dataSource: tempo, key: 'traceQuery', fallback: '30m' }, shifts)
    : [];
  return conclude(new Inquiry(input, 'trace-query'), {
    from: nameOf(tempo),
    findings: isOn && mistakes.length === 0 ? findNarrow(input, shifts) : mistakes,
    proof: isOn
      ? 'A trace is looked for in the time range of the page, made longer on both sides.'
      : 'A trace is looked for in all of Tempo, whatever the time range of the page is.',
  });
}

function findNarrow({ tempo, trace }: CorrelationInput, shifts: readonly NamedShift[]): CorrelationFinding[] {
  const durationMs = trace ? trace.endMs - trace.startMs : 0;
  const neededMs = Math.max(NARROW_MS, durationMs);
  const narrow = shifts.filter(({ shift }) => shiftMs(shift, DEFAULT_SHIFT_MS) < neededMs);
  return narrow.length === 0
    ? []
    : [
        buildFinding('trace-query.narrow-window', {
          datasourceUid: tempo.uid,
          what: narrow
            .map(({ key, shift }) => `${key} is ${shift.kind === 'shift' ? shift.text : 'not set'}.`)
            .join(' '),
          evidence: durationMs > NARROW_MS ? [`The trace takes ${Math.round(durationMs / 60_000)} min.`] : [],
          paths: narrow.map(({ key }) => `traceQuery.${key}`),
          fixes: narrow.map(({ key }) =>
            change(
              tempo.uid,
              `traceQuery.${key}`,
              roundUpShift(Math.max(DEFAULT_SHIFT_MS, neededMs)),
              'Traces outside of the window are not found.'
            )
          ),
        }),
      ];
}

function judgeStreaming(input: CorrelationInput): Judged {
  const { tempo } = input;
  const inquiry = new Inquiry(input, 'streaming');
  const setting = tempo.jsonData['streamingEnabled'];
  const settings = asObject(setting);
  const streamsSearches = Boolean(settings?.['search']);
  const isOn = streamsSearches || Boolean(settings?.['metrics']);
  const answer = streamsSearches
    ? inquiry.askStreaming(
        { kind: 'tempo-streaming', datasourceUid: tempo.uid },
        { why: 'whether a search can be streamed', asConfigured: true }
      )
    : undefined;
  const findings: CorrelationFinding[] = [];
  if (answer?.state === 'answered' && !answer.value.ok && settings) {
    findings.push(findUnreachable(input, settings, answer.value.message));
  }
  if (setting !== undefined && setting !== null && !settings) {
    findings.push(findWrongShape(input, setting));
  }
  return conclude(inquiry, {
    from: nameOf(tempo),
    findings,
    isOff: !isOn,
    offSummary: 'Streaming is off: results come in one piece.',
    untested: [
      ...(isOn && !streamsSearches ? ['Only metrics are streamed. That is not tried here, as only a search is.'] : []),
      ...(answer?.state === 'failed' ? [`It was not tried: ${answer.message}.`] : []),
    ],
    proof: answer?.state === 'answered' && answer.value.ok ? 'A search was streamed.' : undefined,
  });
}

function findUnreachable(
  { tempo }: CorrelationInput,
  settings: Readonly<Record<string, unknown>>,
  message: string
): CorrelationFinding {
  const on = ['search', 'metrics'].filter((key) => settings[key]);
  return buildFinding('streaming.unreachable', {
    datasourceUid: tempo.uid,
    what: `A streamed search ended with: ${message}`,
    paths: on.map((key) => `streamingEnabled.${key}`),
    fixes: on.map((key) =>
      change(
        tempo.uid,
        `streamingEnabled.${key}`,
        false,
        'Streaming does not reach Tempo; without it results come in one piece.'
      )
    ),
  });
}

function findWrongShape({ tempo }: CorrelationInput, setting: unknown): CorrelationFinding {
  return buildFinding('streaming.wrong-shape', {
    datasourceUid: tempo.uid,
    what: `streamingEnabled is ${JSON.stringify(setting)}.`,
    paths: ['streamingEnabled'],
    fixes: [
      change(
        tempo.uid,
        'streamingEnabled',
        { search: false, metrics: false },
        'Off, as Grafana reads it; switch it on where it is reachable.'
      ),
    ],
  });
}
