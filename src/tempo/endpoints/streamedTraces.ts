import { decodeJson } from '../decode';
import type { AttributeType, AttributeValue, FoundAttribute, FoundTrace } from '../queryAnswers';
import { foundTraces } from './search';

/** What a stream has brought so far. */
export interface StreamedTraces {
  readonly traces: readonly FoundTrace[];
  /** False where a value was left out on the way and nothing tells which it was; such values are nil. */
  readonly isExact: boolean;
}

/** What Go's encoder leaves out, by type. */
const ZERO_VALUES: ReadonlyMap<AttributeType, AttributeValue> = new Map<AttributeType, AttributeValue>([
  ['string', ''],
  ['int', 0],
  ['float', 0],
  ['bool', false],
]);

/**
 * The traces of a streamed search as Grafana's Tempo data source hands them on: JSON of Go's own encoder
 * (pkg/tsdb/tempo/search_stream.go, 12.3), which leaves out `false`, `0` and the empty text. Where all other values of
 * the attribute have one type, that says what was left out. Times have lost their last digits (some 256 ns).
 *
 * @param json - the list of traces, or `null` for none
 * @throws TempoRequestError `malformed`
 */
export function decodeStreamedTraces(json: string): StreamedTraces {
  const answer = { status: 200, contentType: 'application/json', body: json };
  const traces = decodeJson('/api/search', answer, foundTraces);
  const types = typesByKey(traces);
  let isExact = true;
  const restore = (attribute: FoundAttribute): FoundAttribute => {
    if (attribute.type !== 'nil') {
      return attribute;
    }
    const type = types.get(attribute.key);
    const value = type && ZERO_VALUES.get(type);
    if (type === undefined || value === undefined) {
      isExact = false;
      return attribute;
    }
    return { key: attribute.key, type, value };
  };
  const restored = traces.map((trace) => ({
    ...trace,
    spansets: trace.spansets.map(({ spans, matched, attributes }) => ({
      matched,
      attributes: attributes.map(restore),
      spans: spans.map((span) => ({ ...span, attributes: span.attributes.map(restore) })),
    })),
  }));
  return { traces: restored, isExact };
}

/** The type of each attribute whose values are of one; `nil` where they are of several. */
function typesByKey(traces: readonly FoundTrace[]): ReadonlyMap<string, AttributeType> {
  const types = new Map<string, AttributeType>();
  const note = ({ key, type }: FoundAttribute) => {
    if (type !== 'nil') {
      types.set(key, (types.get(key) ?? type) === type ? type : 'nil');
    }
  };
  for (const { spansets } of traces) {
    for (const { attributes, spans } of spansets) {
      attributes.forEach(note);
      spans.forEach((span) => span.attributes.forEach(note));
    }
  }
  return types;
}
