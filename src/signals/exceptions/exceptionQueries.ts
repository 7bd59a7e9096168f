import { quoteString } from '../../traceql';

/**
 * Where exceptions are written down: as an event of the span, as OpenTelemetry has it, or as attributes of the span
 * itself, as some agents and converters do.
 * https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
 */
export type ExceptionPlace = 'event' | 'span';

/** Which exceptions. What is left out does not restrict. */
export interface ExceptionScope {
  readonly place: ExceptionPlace;
  readonly service?: string;
  /** Name of the span that the exception is recorded on. */
  readonly operation?: string;
}

/** Keys of the labels by which `countExceptionsTraceql` groups. */
export const SERVICE_LABEL = 'resource.service.name';

/** The attribute that holds the type, or the message, with its scope. */
export function exceptionAttribute(place: ExceptionPlace, part: 'type' | 'message'): string {
  return `${place}.exception.${part}`;
}

/**
 * Spans with exceptions over time, by type and service. A span counts once, under the first type that it has. Messages
 * are no label: they often hold identifiers, and each would be a series of its own, with nothing in 2.6 to stop them.
 *
 * Tempo 2.6 on: event attributes are read for `by` as any others (`span.AttributeFor`, vparquet4/block_traceql.go).
 */
export function countExceptionsTraceql(scope: ExceptionScope): string {
  return `${filter(scope)} | count_over_time() by (${exceptionAttribute(scope.place, 'type')}, ${SERVICE_LABEL})`;
}

/** Traces with exceptions, and what the exceptions say. */
export function sampleExceptionsTraceql(scope: ExceptionScope): string {
  const parts = [exceptionAttribute(scope.place, 'type'), exceptionAttribute(scope.place, 'message'), SERVICE_LABEL];
  return `${filter(scope)} | select(${parts.join(', ')})`;
}

/** The traces of one kind of exception, for a person to look at. An empty type is one that was not given. */
export function tracesWithExceptionTraceql(scope: ExceptionScope, type: string): string {
  const ofType = type === '' ? [] : [`${exceptionAttribute(scope.place, 'type')} = ${quoteString(type)}`];
  return filter(scope, ofType);
}

function filter({ place, service, operation }: ExceptionScope, more: readonly string[] = []): string {
  const has = place === 'event' ? 'event:name = "exception"' : 'span.exception.type != nil';
  const conditions = [
    ...(more.length > 0 && place === 'span' ? [] : [has]),
    ...more,
    ...(service ? [`${SERVICE_LABEL} = ${quoteString(service)}`] : []),
    ...(operation ? [`name = ${quoteString(operation)}`] : []),
  ];
  return `{ ${conditions.join(' && ')} }`;
}
