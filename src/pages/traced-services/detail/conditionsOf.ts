import type { SpanCondition } from '../../../signals/traced';

/** The spans of a service, or of one operation of it. */
export function conditionsOf(service: string, operation = ''): SpanCondition[] {
  const ofService: SpanCondition = { field: 'service', operator: '=', value: service };
  return operation === '' ? [ofService] : [ofService, { field: 'operation', operator: '=', value: operation }];
}
