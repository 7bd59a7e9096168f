import type { SpanCondition, SpanField, SpanMetricsSource, SpanScope, TraceqlSource } from '../../signals/traced';

/** Where the numbers come from: a source that has some. */
export type NumbersSource = SpanMetricsSource | TraceqlSource;

/** Which spans a tab is about. What is left out does not restrict. */
export interface TracedSelection {
  readonly service: string | undefined;
  /** Name of the span by which a service is asked. */
  readonly operation: string | undefined;
}

/** The selection in the words of the query builders. */
export function scopeOf({ service, operation }: TracedSelection): SpanScope & { where: readonly SpanCondition[] } {
  const equals = (field: SpanField, value: string | undefined): SpanCondition[] =>
    value ? [{ field, operator: '=', value }] : [];
  return { where: [...equals('service', service), ...equals('operation', operation)] };
}

/** By what a table of the selection groups: services, and the operations of one. All operations of all would be thousands. */
export function groupsOf({ service }: TracedSelection): 'service' | 'operation' {
  return service ? 'operation' : 'service';
}
