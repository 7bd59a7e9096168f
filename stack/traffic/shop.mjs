// @ts-check
/**
 * A web shop of eight services as a source of traces: the same ones for the same seed and times. It is apart from the
 * preview's shop because it has to run as it is, without a build, in a container that holds nothing but Node.
 */
import { httpCall, redisCommand, serverAttributes, sqlQuery, within } from './calls.mjs';
import { Random } from './random.mjs';
import { Instances } from './services.mjs';
import { Trace } from './trace.mjs';

/** @typedef {import('./trace.mjs').Span} Span */

/** As many orders wait at most for the mail that confirms them. */
const MAILS_AT_ONCE = 5;
const MINUTE_MS = 60_000;
/** Every episode comes once in this time. */
const CYCLE_MINUTES = 12;
const TOPIC = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders.placed' };

/**
 * What goes wrong when, so that there is something to find: minutes 3 to 6 of twelve the product database is slow, 8 to 10
 * the card provider fails.
 * @param {number} timeMs since 1970
 */
export function weatherAt(timeMs) {
  const minute = (timeMs / MINUTE_MS) % CYCLE_MINUTES;
  return {
    searchSlowdown: minute >= 3 && minute < 6 ? 8 : 1,
    paymentFailures: minute >= 8 && minute < 10 ? 0.5 : 0.03,
  };
}

export class Shop {
  /** @param {number} seed */
  constructor(seed) {
    this.random = new Random(seed);
    this.instances = new Instances(this.random);
    /** @type {Span[]} Spans that published an order nobody has confirmed yet. */
    this.unconfirmed = [];
  }

  /**
   * The next trace.
   * @param {number} startMs since 1970
   * @returns {Trace}
   */
  trace(startMs) {
    const trace = new Trace(startMs, this.random, this.instances);
    if (this.unconfirmed.length >= MAILS_AT_ONCE) {
      sendMails(trace, this.unconfirmed.splice(0));
      return trace;
    }
    const dice = this.random.next();
    if (dice < 0.3) {
      visitHome(trace);
    } else if (dice < 0.5) {
      visitSearch(trace);
    } else if (dice < 0.68) {
      visitProduct(trace);
    } else if (dice < 0.84) {
      fillBasket(trace);
    } else if (dice < 0.98) {
      this.unconfirmed.push(...checkOut(trace));
    } else {
      countStock(trace);
    }
    return trace;
  }
}

/**
 * The span of the storefront that a visit begins with.
 * @param {Trace} trace @param {string} method @param {string} route @param {number} lengthMs @param {number} status
 */
function begin(trace, method, route, lengthMs, status = 200) {
  const whole = { at: 0, for: lengthMs };
  const span = trace.span({
    ...{ service: 'storefront', name: `${method} ${route}`, kind: 'server', ...whole },
    ...(status >= 500 ? { error: `HTTP ${status}` } : {}),
    attributes: {
      ...serverAttributes(method, route, status),
      'client.address': `198.51.100.${trace.random.between(1, 254)}`,
      'enduser.id': `user-${trace.random.between(1, 400)}`,
    },
  });
  return { span, whole };
}

/** @param {Trace} trace */
function visitHome(trace) {
  const { random } = trace;
  const { span, whole } = begin(trace, 'GET', '/', random.around(55));
  const offers = httpCall(trace, {
    ...{ from: 'storefront', to: 'search', method: 'GET', route: '/offers', parent: span, ...within(whole, 0.05, 0.5) },
  });
  sqlQuery(trace, {
    ...{ from: 'search', operation: 'SELECT', table: 'products', parent: offers.server },
    ...within(offers.inside, 0.1, 0.7),
  });
  trace.span({
    ...{ service: 'storefront', name: 'render /', kind: 'internal', parent: span, ...within(whole, 0.6, 0.35) },
    attributes: { 'template.name': 'home.ejs' },
  });
}

/** @param {Trace} trace */
function visitSearch(trace) {
  const { random } = trace;
  const lengthMs = random.around(90) * weatherAt(trace.startMs).searchSlowdown;
  const isTimeout = lengthMs > 1_000;
  const status = isTimeout ? 504 : 200;
  const { span, whole } = begin(trace, 'GET', '/search', lengthMs, status);
  const found = httpCall(trace, {
    ...{ from: 'storefront', to: 'search', method: 'GET', route: '/find', parent: span, status },
    ...within(whole, 0.05, 0.85),
    attributes: { 'search.terms': random.pick(['lamp', 'desk lamp', '50% off']), 'search.hits': random.between(0, 90) },
  });
  sqlQuery(trace, {
    ...{ from: 'search', operation: 'SELECT', table: 'products', parent: found.server },
    ...within(found.inside, 0.05, 0.85),
    ...(isTimeout ? { error: 'canceling statement due to statement timeout' } : {}),
  });
}

/** @param {Trace} trace */
function visitProduct(trace) {
  const { random } = trace;
  const status = random.chance(0.07) ? 404 : 200;
  const { span, whole } = begin(trace, 'GET', '/products/{id}', random.around(70), status);
  const { server, inside } = httpCall(trace, {
    ...{ from: 'storefront', to: 'search', method: 'GET', route: '/products/{id}', parent: span, status },
    ...within(whole, 0.04, 0.4),
  });
  sqlQuery(trace, {
    ...{ from: 'search', operation: 'SELECT', table: 'products', parent: server, ...within(inside, 0.1, 0.8) },
  });
  if (status === 200) {
    const stock = httpCall(trace, {
      ...{ from: 'storefront', to: 'warehouse', method: 'GET', route: '/stock/{sku}', parent: span },
      ...within(whole, 0.5, 0.4),
      attributes: { 'stock.level': random.between(0, 80) },
    });
    sqlQuery(trace, {
      ...{ from: 'warehouse', operation: 'SELECT', table: 'stock', parent: stock.server },
      ...within(stock.inside, 0.2, 0.6),
    });
  }
}

/** @param {Trace} trace */
function fillBasket(trace) {
  const { random } = trace;
  const isBroken = random.chance(0.02);
  const status = isBroken ? 500 : 200;
  const { span, whole } = begin(trace, 'POST', '/basket', random.around(28), status);
  const { server, inside } = httpCall(trace, {
    ...{ from: 'storefront', to: 'basket', method: 'PUT', route: '/baskets/{user}/items', parent: span, status },
    ...within(whole, 0.1, 0.8),
  });
  redisCommand(trace, { from: 'basket', operation: 'HGETALL', parent: server, ...within(inside, 0.1, 0.25) });
  redisCommand(trace, {
    ...{ from: 'basket', operation: 'HSET', parent: server, ...within(inside, 0.45, 0.3) },
    ...(isBroken ? { error: 'connection refused' } : {}),
  });
}

/**
 * @param {Trace} trace
 * @returns {Span[]} the span that published the order; none where the payment failed
 */
function checkOut(trace) {
  const { random } = trace;
  const isDeclined = random.chance(weatherAt(trace.startMs).paymentFailures);
  const status = isDeclined ? 500 : 201;
  const { span, whole } = begin(trace, 'POST', '/checkout', random.around(isDeclined ? 1_100 : 380, 0.3), status);
  const user = httpCall(trace, {
    ...{ from: 'storefront', to: 'accounts', method: 'GET', route: '/users/{id}', parent: span },
    ...within(whole, 0.02, 0.08),
  });
  sqlQuery(trace, {
    ...{ from: 'accounts', operation: 'SELECT', table: 'users', parent: user.server, ...within(user.inside, 0.2, 0.6) },
  });
  const { server, inside } = httpCall(trace, {
    ...{ from: 'storefront', to: 'orders', method: 'POST', route: '/orders', parent: span, status },
    ...within(whole, 0.12, 0.85),
    attributes: { 'order.items': random.between(1, 9), 'order.currency': random.pick(['EUR', 'SEK', 'BRL']) },
    ...(isDeclined ? { exception: /** @type {const} */ (['PaymentDeclined', 'provider answered 502']) } : {}),
  });
  pay(trace, server, within(inside, 0.05, 0.6), isDeclined);
  return isDeclined ? [] : [placeOrder(trace, server, inside)];
}

/** @param {Trace} trace @param {Span} parent @param {import('./calls.mjs').Stretch} stretch @param {boolean} isDeclined */
function pay(trace, parent, stretch, isDeclined) {
  const status = isDeclined ? 502 : 200;
  const { server, inside } = httpCall(trace, {
    ...{ from: 'orders', to: 'payments', method: 'POST', route: '/charges', parent, status, ...stretch },
  });
  const tries = isDeclined ? 3 : 1;
  for (let attempt = 0; attempt < tries; attempt++) {
    trace.span({
      ...{ service: 'payments', name: 'authorise card', kind: 'client', parent: server },
      ...within(inside, 0.05 + (0.9 / tries) * attempt, 0.8 / tries),
      attributes: { 'peer.service': 'card-provider', 'http.request.resend_count': attempt },
      ...(isDeclined
        ? { error: 'provider timeout', exception: ['TimeoutError', 'no answer from the card provider within 1s'] }
        : {}),
    });
  }
}

/**
 * Stores and publishes the order; the warehouse reads it at once, in the same trace.
 * @param {Trace} trace @param {Span} parent @param {import('./calls.mjs').Stretch} inside
 * @returns {Span}
 */
function placeOrder(trace, parent, inside) {
  const { random } = trace;
  sqlQuery(trace, { from: 'orders', operation: 'INSERT', table: 'orders', parent, ...within(inside, 0.68, 0.12) });
  const published = trace.span({
    ...{ service: 'orders', name: 'orders.placed publish', kind: 'producer', parent, ...within(inside, 0.84, 0.06) },
    attributes: { ...TOPIC, 'messaging.operation.type': 'publish' },
  });
  const reserve = { at: inside.at + inside.for * 1.02 + random.around(15), for: random.around(45) };
  const consumed = trace.span({
    ...{ service: 'warehouse', name: 'orders.placed process', kind: 'consumer', parent: published, ...reserve },
    attributes: { ...TOPIC, 'messaging.operation.type': 'process' },
  });
  sqlQuery(trace, {
    ...{ from: 'warehouse', operation: 'UPDATE', table: 'stock', parent: consumed, ...within(reserve, 0.2, 0.5) },
  });
  return published;
}

/**
 * Reads a batch of orders and writes mails: a trace of its own that links to the traces of the orders.
 * @param {Trace} trace @param {readonly Span[]} orders
 */
function sendMails(trace, orders) {
  const { random } = trace;
  const whole = { at: 0, for: random.around(420, 0.3) };
  const isRefused = random.chance(0.15);
  const received = trace.span({
    ...{ service: 'notifier', name: 'orders.placed receive', kind: 'consumer', ...whole, links: orders },
    attributes: { ...TOPIC, 'messaging.operation.type': 'receive', 'messaging.batch.message_count': orders.length },
  });
  for (const index of orders.keys()) {
    trace.span({
      ...{ service: 'notifier', name: 'smtp send', kind: 'client', parent: received },
      ...within(whole, 0.05 + (0.9 * index) / orders.length, 0.8 / orders.length),
      attributes: { 'server.address': 'smtp.example.com', 'server.port': 25 },
      ...(isRefused && index === orders.length - 1
        ? { error: '421 too many connections', exception: ['SMTPServerBusy', '421 too many connections'] }
        : {}),
    });
  }
}

/**
 * A batch job of many equal steps.
 * @param {Trace} trace
 */
function countStock(trace) {
  const { random } = trace;
  const steps = random.between(8, 16);
  const whole = { at: 0, for: random.around(1_800, 0.25) };
  const job = trace.span({
    ...{ service: 'warehouse', name: 'count stock', kind: 'internal', ...whole },
    attributes: { 'job.name': 'count-stock', 'job.steps': steps },
  });
  for (let step = 0; step < steps; step++) {
    sqlQuery(trace, {
      ...{ from: 'warehouse', operation: 'SELECT', table: 'stock', parent: job },
      ...within(whole, step / steps, 0.85 / steps),
    });
  }
}
