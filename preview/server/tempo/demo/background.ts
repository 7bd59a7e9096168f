/** What the shop does without visitors. */
import type { Span } from '../model';
import { redisCall, sqlCall, within } from './calls';
import type { TraceBuilder } from './traceBuilder';
import { linkTo } from './visits';

/** Reads a batch of orders from a queue and writes mails: a trace of its own that links to the traces of the orders. */
export function sendMails(trace: TraceBuilder, orders: readonly Span[]): void {
  const { random } = trace;
  const length = random.around(420, 0.3);
  const isRefused = random.chance(0.12);
  const topic = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders.placed' };
  const received = trace.span({
    ...{ service: 'notifier', name: 'orders.placed receive', kind: 'consumer', at: 0, for: length },
    attributes: { ...topic, 'messaging.operation.type': 'receive', 'messaging.batch.message_count': orders.length },
    links: orders.map((order) => linkTo(order, { 'messaging.message.id': order.spanId.slice(0, 8) })),
  });
  const whole = { at: 0, for: length };
  orders.forEach((_, index) => {
    const error = isRefused && index === orders.length - 1;
    trace.span({
      ...{ service: 'notifier', name: 'smtp send', kind: 'client', parent: received },
      ...within(whole, 0.05 + (0.9 * index) / orders.length, 0.8 / orders.length),
      attributes: { 'net.peer.name': 'smtp.example.com', 'net.peer.port': 25, 'mail.template': 'order-confirmed' },
      ...(error
        ? { error: '421 too many connections', exception: ['Net::SMTPServerBusy', '421 too many connections'] as const }
        : {}),
    });
  });
}

/** Counts the stock: a long batch job with many equal steps. */
export function countStock(trace: TraceBuilder): void {
  const { random } = trace;
  const steps = random.between(12, 24);
  const whole = { at: 0, for: random.around(2_600, 0.25) };
  const isPartial = random.chance(0.2);
  const job = trace.span({
    ...{ service: 'warehouse', name: 'count stock', kind: 'internal', ...whole },
    attributes: { 'job.name': 'count-stock', 'job.schedule': '*/5 * * * *', 'job.steps': steps },
    ...(isPartial ? { error: 'one shelf could not be counted' } : { ok: true }),
  });
  for (let step = 0; step < steps; step++) {
    const stretch = within(whole, step / steps, 0.9 / steps);
    const isBroken = isPartial && step === steps - 1;
    const shelf = trace.span({
      ...{ service: 'warehouse', name: 'count shelf', kind: 'internal', parent: job, ...stretch },
      attributes: { 'shelf.number': step, 'shelf.label': `R${step % 4}/${step}` },
      ...(isBroken
        ? { error: 'lock timeout', exception: ['LockNotAvailable', 'could not obtain lock on row'] as const }
        : {}),
    });
    sqlCall(trace, {
      from: 'warehouse',
      operation: 'SELECT',
      table: 'stock',
      parent: shelf,
      ...within(stretch, 0.1, 0.7),
    });
  }
}

/** Removes baskets that nobody came back for. */
export function dropOldBaskets(trace: TraceBuilder): void {
  const { random } = trace;
  const whole = { at: 0, for: random.around(140) };
  const job = trace.span({
    ...{ service: 'basket', name: 'drop old baskets', kind: 'internal', ...whole },
    attributes: { 'job.name': 'drop-old-baskets', 'baskets.dropped': random.between(0, 40) },
  });
  for (const [index, operation] of ['SCAN', 'UNLINK'].entries()) {
    redisCall(trace, {
      from: 'basket',
      operation,
      table: 'basket:*',
      parent: job,
      ...within(whole, 0.1 + 0.45 * index, 0.35),
    });
  }
}
