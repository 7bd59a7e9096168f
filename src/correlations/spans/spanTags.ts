import type { AttributeValue, SampleSpan } from '../contract';
import type { TagMapping } from '../settings/tagMapping';
import { shownTraceId } from './shownTraceId';

/** Attributes of the resource, then of the span, then what Grafana adds; a name can come twice. */
function listTags(span: SampleSpan, traceId: string): ReadonlyArray<readonly [string, AttributeValue]> {
  return [
    ...Object.entries(span.resource),
    ...Object.entries(span.attributes),
    ['spanId', span.spanId],
    ['traceId', shownTraceId(traceId)],
    ['name', span.name],
    ['duration', span.durationMs * 1000],
  ];
}

/** The listed tags that a span has, with their values. */
function presentTags(
  span: SampleSpan,
  traceId: string,
  tags: readonly TagMapping[]
): ReadonlyArray<TagMapping & { readonly value: string }> {
  return listTags(span, traceId).flatMap(([name, value]) => {
    const tag = tags.find(({ key }) => key === name);
    return tag ? [{ ...tag, value: String(value) }] : [];
  });
}

/**
 * `service_name="shop", pod="shop-1"`: what `${__tags}` becomes. Values are not escaped, as in Grafana.
 * Source: Grafana 12.3, public/app/features/explore/TraceView/createSpanLink.tsx, `getFormattedTags`.
 */
export function formatTags(span: SampleSpan, traceId: string, tags: readonly TagMapping[]): string {
  return presentTags(span, traceId, tags)
    .map(({ label, value }) => `${label}="${value}"`)
    .join(', ');
}

/** The value of an attribute, of the span before that of its resource. */
export function attributeOf(span: SampleSpan, key: string): string | undefined {
  const value = span.attributes[key] ?? span.resource[key] ?? (key === 'name' ? span.name : undefined);
  return value === undefined ? undefined : String(value);
}
