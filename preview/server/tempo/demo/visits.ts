/** What visitors of the shop do, one trace each. */
import type { Span, SpanLink } from '../model';
import { double, type PlainMap } from './attributes';
import { httpCall, redisCall, serverAttributes, sqlCall, type Stretch, within } from './calls';
import { oddAttributes } from './oddAttributes';
import type { TraceBuilder } from './traceBuilder';
import type { Weather } from './weather';

interface Root {
  readonly span: Span;
  readonly whole: Stretch;
}

interface RootPlan {
  readonly method: string;
  readonly route: string;
  readonly for: number;
  readonly status?: number;
  readonly attributes?: PlainMap;
}

const BROWSERS = ['Mozilla/5.0 (X11; Linux x86_64)', 'ShopApp/8.2 (iPhone; iOS 18.1)', 'curl/8.5.0'];

/** The storefront's span; now and then the browser was traced too, and its span got lost. */
function begin(trace: TraceBuilder, { method, route, for: length, status = 200, attributes = {} }: RootPlan): Root {
  const { random } = trace;
  const path = route.replace(/\{[^}]*\}/g, () => String(random.between(1, 900)));
  const whole = { at: 0, for: length };
  const span = trace.span({
    ...{ service: 'storefront', name: `${method} ${route}`, kind: 'server', ...whole },
    lostParent: random.chance(0.02),
    traceState: random.chance(0.1) ? 'shop=a1,ot=th:8' : '',
    ok: status < 400 && random.chance(0.15),
    ...(status >= 500 ? { error: `HTTP ${status}` } : {}),
    attributes: {
      ...serverAttributes('storefront', method, route, path, status),
      'user_agent.original': random.pick(BROWSERS),
      'client.address': `198.51.100.${random.between(1, 254)}`,
      'server.address': 'shop.example.com',
      ...attributes,
      ...oddAttributes(random),
    },
  });
  return { span, whole };
}

/** The first page: what is on offer, who is logged in. */
export function visitHome(trace: TraceBuilder, weather: Weather): void {
  const { random } = trace;
  const { span, whole } = begin(trace, { method: 'GET', route: '/', for: random.around(55) * sqrt(weather) });
  const offers = { from: 'storefront', to: 'search', method: 'GET', route: '/offers', parent: span } as const;
  const { server, inside } = httpCall(trace, { ...offers, ...within(whole, 0.08, 0.45) });
  sqlCall(trace, {
    from: 'search',
    operation: 'SELECT',
    table: 'products',
    parent: server,
    ...within(inside, 0.1, 0.7),
  });
  if (random.chance(0.5)) {
    const session = { from: 'storefront', to: 'accounts', method: 'GET', route: '/session', parent: span } as const;
    httpCall(trace, { ...session, ...within(whole, 0.1, 0.2), attributes: { 'enduser.role': 'member' } });
  }
  trace.span({
    ...{ service: 'storefront', name: 'render /', kind: 'internal', parent: span, ...within(whole, 0.6, 0.35) },
    attributes: { 'template.name': 'home.ejs', 'template.größe': random.between(9, 60) },
  });
}

export function visitSearch(trace: TraceBuilder, weather: Weather): void {
  const { random } = trace;
  const duration = random.around(90) * weather.searchSlowdown;
  const isTimeout = duration > 1_500;
  const status = isTimeout ? 504 : 200;
  const terms = random.pick(['lamp', 'desk lamp', 'stol "Åse"', '50% off', "child's bed"]);
  const { span, whole } = begin(trace, {
    ...{ method: 'GET', route: '/search', for: duration, status },
    attributes: { 'search.terms': terms, 'search.page': random.between(1, 4) },
  });
  const call = { from: 'storefront', to: 'search', method: 'GET', route: '/find', parent: span, status } as const;
  const { server, inside } = httpCall(trace, {
    ...{ ...call, ...within(whole, 0.05, 0.85) },
    attributes: { 'search.hits': random.between(0, 300), 'search.facets': ['colour', 'room', 'price'] },
  });
  trace.span({
    ...{ service: 'search', name: 'rank', kind: 'internal', parent: server, ...within(inside, 0.75, 0.2) },
    attributes: { 'search.scores': [0.91, 0.5, 0.25], 'search.model': 'v7' },
  });
  sqlCall(trace, {
    ...{ from: 'search', operation: 'SELECT', table: 'products', parent: server, ...within(inside, 0.05, 0.65) },
    ...(isTimeout
      ? {
          error: 'canceling statement due to statement timeout',
          exception: ['PostgresError', 'canceling statement due to statement timeout'] as const,
        }
      : {}),
  });
}

export function visitProduct(trace: TraceBuilder, weather: Weather): void {
  const { random } = trace;
  const isUnknown = random.chance(0.07);
  const status = isUnknown ? 404 : 200;
  const duration = random.around(70) * sqrt(weather);
  const { span, whole } = begin(trace, { method: 'GET', route: '/products/{id}', for: duration, status });
  const product = { from: 'storefront', to: 'search', method: 'GET', route: '/products/{id}', parent: span } as const;
  const { server, inside } = httpCall(trace, { ...product, status, ...within(whole, 0.04, 0.4) });
  sqlCall(trace, {
    from: 'search',
    operation: 'SELECT',
    table: 'products',
    parent: server,
    ...within(inside, 0.1, 0.8),
  });
  if (!isUnknown) {
    const stock = { from: 'storefront', to: 'warehouse', method: 'GET', route: '/stock/{sku}', parent: span } as const;
    const found = httpCall(trace, {
      ...stock,
      ...within(whole, 0.5, 0.4),
      attributes: { 'stock.level': random.between(0, 80) },
    });
    const query = { from: 'warehouse', operation: 'SELECT', table: 'stock', parent: found.server } as const;
    sqlCall(trace, { ...query, ...within(found.inside, 0.2, 0.6) });
  }
}

export function fillBasket(trace: TraceBuilder): void {
  const { random } = trace;
  const isBroken = random.chance(0.015);
  const status = isBroken ? 500 : 200;
  const { span, whole } = begin(trace, { method: 'POST', route: '/basket', for: random.around(28), status });
  const exception = ['RedisConnectionException', 'It was not possible to connect to the redis server(s)'] as const;
  const call = {
    from: 'storefront',
    to: 'basket',
    method: 'PUT',
    route: '/baskets/{user}/items',
    parent: span,
  } as const;
  const { server, inside } = httpCall(trace, {
    ...{ ...call, status, ...within(whole, 0.1, 0.8) },
    ...(isBroken ? { exception } : {}),
  });
  const command = { from: 'basket', table: 'basket:*', parent: server } as const;
  redisCall(trace, { ...command, operation: 'HGETALL', ...within(inside, 0.1, 0.25) });
  redisCall(trace, {
    ...{ ...command, operation: 'HSET', ...within(inside, 0.45, 0.3) },
    ...(isBroken ? { error: 'connection refused', exception } : {}),
  });
}

/** @returns the span that published the order, for those who read it later; undefined where the order failed */
export function checkOut(trace: TraceBuilder, weather: Weather): Span | undefined {
  const { random } = trace;
  const isDeclined = random.chance(weather.paymentFailures);
  const duration = random.around(380, 0.3) * weather.paymentSlowdown;
  const status = isDeclined ? 500 : 201;
  const total = random.between(500, 90_000) / 100;
  const { span, whole } = begin(trace, {
    ...{ method: 'POST', route: '/checkout', for: duration, status },
    attributes: { 'basket.total': double(total), 'basket.items': random.between(1, 9) },
  });
  const account = { from: 'storefront', to: 'accounts', method: 'GET', route: '/users/{id}', parent: span } as const;
  const user = httpCall(trace, { ...account, ...within(whole, 0.02, 0.08) });
  sqlCall(trace, {
    from: 'accounts',
    operation: 'SELECT',
    table: 'users',
    parent: user.server,
    ...within(user.inside, 0.2, 0.6),
  });
  const order = { from: 'storefront', to: 'orders', method: 'POST', route: '/orders', parent: span, status } as const;
  const { server, inside } = httpCall(trace, {
    ...{ ...order, ...within(whole, 0.12, 0.85) },
    attributes: {
      'order.id': BigInt('9007199254740993') + BigInt(random.between(0, 1e6)),
      'order.currency': random.pick(['EUR', 'SEK', 'BRL']),
    },
    ...(isDeclined ? { exception: ['PaymentDeclined', 'provider answered "502 Bad Gateway"'] as const } : {}),
  });
  const check = within(inside, 0.02, 0.06);
  trace.span({
    ...{ service: 'orders', name: 'validate order', kind: 'internal', parent: server, ...check },
    events: [
      {
        at: check.at + check.for / 2,
        name: 'order.validated',
        attributes: { 'order.priority': random.pick(['low', 'high']) },
      },
    ],
  });
  pay(trace, server, within(inside, 0.1, 0.55), { isDeclined, total });
  return isDeclined ? undefined : placeOrder(trace, server, inside);
}

function pay(
  trace: TraceBuilder,
  parent: Span,
  stretch: Stretch,
  { isDeclined, total }: { readonly isDeclined: boolean; readonly total: number }
): void {
  const { random } = trace;
  const status = isDeclined ? 502 : 200;
  const call = {
    from: 'orders',
    to: 'payments',
    method: 'POST',
    route: '/charges',
    parent,
    status,
    ...stretch,
  } as const;
  const { server, inside } = httpCall(trace, { ...call, attributes: { 'payment.amount': double(total) } });
  const tries = isDeclined ? 3 : 1;
  for (let attempt = 0; attempt < tries; attempt++) {
    trace.span({
      ...{ service: 'payments', name: 'authorise card', kind: 'client', parent: server },
      ...within(inside, 0.05 + (0.9 / tries) * attempt, 0.8 / tries),
      attributes: {
        'peer.service': 'card-provider',
        'payment.provider': random.pick(['northpay', 'cardia']),
        'http.request.resend_count': attempt,
      },
      ...(isDeclined
        ? {
            error: 'provider timeout',
            exception: ['TimeoutError', 'no answer from the card provider within 1s'] as const,
          }
        : {}),
    });
  }
}

/** Stores and publishes the order; the warehouse reads it at once, in the same trace. */
function placeOrder(trace: TraceBuilder, parent: Span, inside: Stretch): Span {
  const { random } = trace;
  sqlCall(trace, { from: 'orders', operation: 'INSERT', table: 'orders', parent, ...within(inside, 0.68, 0.12) });
  const topic = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders.placed' };
  const publish = trace.span({
    ...{ service: 'orders', name: 'orders.placed publish', kind: 'producer', parent, ...within(inside, 0.84, 0.06) },
    attributes: { ...topic, 'messaging.operation.type': 'publish', 'messaging.kafka.message.key': random.hex(8) },
  });
  const reserve = { at: inside.at + inside.for * 1.02 + random.around(15), for: random.around(45) };
  const consumed = trace.span({
    ...{ service: 'warehouse', name: 'orders.placed process', kind: 'consumer', parent: publish, ...reserve },
    attributes: {
      ...topic,
      'messaging.operation.type': 'process',
      'messaging.destination.partition.id': String(random.between(0, 5)),
    },
  });
  sqlCall(trace, {
    from: 'warehouse',
    operation: 'UPDATE',
    table: 'stock',
    parent: consumed,
    ...within(reserve, 0.2, 0.5),
  });
  return publish;
}

/** What a reader of messages links to. */
export function linkTo({ traceId, spanId }: Span, attributes: PlainMap): SpanLink {
  return {
    traceId,
    spanId,
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value: String(value) })),
  };
}

/** A slow database is felt a little everywhere. */
function sqrt({ searchSlowdown }: Weather): number {
  return Math.sqrt(searchSlowdown);
}
