import type { FoundSpan, SearchAnswer } from '../../tempo';
import { exceptionKey, type ExceptionRow } from './exceptionRow';
import { messageKind } from './messageKind';

interface Seen {
  type: string;
  service: string;
  spans: number;
  firstMs: number;
  lastMs: number;
  messages: Map<string, number>;
}

/** Rows from the answer to `sampleExceptionsTraceql`: without counts of the whole range. */
export function readExceptionSample({ traces }: SearchAnswer): ExceptionRow[] {
  const seen = new Map<string, Seen>();
  const spans = traces.flatMap(({ spansets }) => spansets).flatMap((spanset) => spanset.spans);
  for (const span of spans) {
    const type = attributeOf(span, 'exception.type');
    const service = attributeOf(span, 'service.name');
    const key = exceptionKey(type, service);
    const entry = seen.get(key) ?? {
      type,
      service,
      spans: 0,
      firstMs: Infinity,
      lastMs: -Infinity,
      messages: new Map(),
    };
    seen.set(key, entry);
    note(entry, span);
  }
  return [...seen].map(([key, { type, service, spans: sampled, firstMs, lastMs, messages }]) => ({
    key,
    type,
    service,
    count: undefined,
    sampled,
    firstMs,
    lastMs,
    trend: [],
    messages: [...messages].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count),
  }));
}

function note(entry: Seen, span: FoundSpan): void {
  entry.spans += 1;
  entry.firstMs = Math.min(entry.firstMs, span.startMs);
  entry.lastMs = Math.max(entry.lastMs, span.startMs);
  const message = messageKind(attributeOf(span, 'exception.message'));
  if (message !== '') {
    entry.messages.set(message, (entry.messages.get(message) ?? 0) + 1);
  }
}

/** Searches name attributes without their scope. */
function attributeOf({ attributes }: FoundSpan, key: string): string {
  const value = attributes.find((attribute) => attribute.key === key)?.value ?? null;
  return value === null ? '' : String(value);
}
