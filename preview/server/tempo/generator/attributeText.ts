import type { Attribute, AttributeValue } from '../model';

/** The first attribute of that name in the lists, as text (`FindAttributeValue` in `modules/generator/processor/util`). */
export function findAttributeText(name: string, ...lists: ReadonlyArray<readonly Attribute[]>): string | undefined {
  for (const list of lists) {
    for (const { key, value } of list) {
      if (key === name) {
        return textOf(value);
      }
    }
  }
  return undefined;
}

/** As `StringifyAnyValue` in `pkg/util/attributes.go` has it: nothing between the elements, bytes are empty. */
function textOf(value: AttributeValue): string {
  if (value === null || value instanceof Uint8Array) {
    return '';
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  if ('entries' in value && !Array.isArray(value)) {
    const { entries } = value as { entries: readonly Attribute[] };
    return `{${entries.map((entry) => `${entry.key}:${textOf(entry.value)}`).join('')}}`;
  }
  return `[${(value as readonly AttributeValue[]).map(textOf).join('')}]`;
}

/** What Prometheus takes as the name of a label (`strutil.SanitizeLabelName`). */
export function labelNameOf(attribute: string): string {
  return attribute.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** Without leading zeros, as Tempo prints trace IDs in exemplars (`TraceIDToHexString`). */
export function shortTraceId(traceId: string): string {
  return traceId.replace(/^0+/, '');
}

/** Zero where a span ends before it starts. */
export function secondsBetween(startNs: bigint, endNs: bigint): number {
  return startNs < endNs ? Number(endNs - startNs) / 1e9 : 0;
}
