// @ts-check
/** What services do to each other: HTTP requests, queries, messages. */

/**
 * A stretch of time in a trace, in milliseconds since it began.
 * @typedef {{ readonly at: number, readonly for: number }} Stretch
 */
/** @typedef {import('./services.mjs').ServiceName} ServiceName */
/** @typedef {import('./trace.mjs').Span} Span */
/** @typedef {import('./trace.mjs').Trace} Trace */
/** @typedef {import('./trace.mjs').Attributes} Attributes */

/**
 * A part of a stretch: from where and for how much of it, as shares.
 * @param {Stretch} whole @param {number} from @param {number} share
 * @returns {Stretch}
 */
export function within(whole, from, share) {
  return { at: whole.at + whole.for * from, for: whole.for * share };
}

/**
 * @typedef {Stretch & {
 *   from: ServiceName, to: ServiceName, method: string, route: string, parent: Span, status?: number,
 *   attributes?: Attributes, exception?: readonly [string, string],
 * }} HttpCall
 */

/**
 * Client and server span of a request; what the server does goes below `server`, into the stretch `inside`.
 * @param {Trace} trace @param {HttpCall} call
 */
export function httpCall(trace, { from, to, method, route, parent, status = 200, exception, attributes, ...whole }) {
  const failure = status >= 500 ? { error: `HTTP ${status}` } : {};
  const client = trace.span({
    ...{ service: from, name: method, kind: 'client', parent, ...whole, ...failure },
    attributes: {
      'http.request.method': method,
      'http.response.status_code': status,
      'url.full': `http://${to}:8080${route}`,
      'server.address': to,
      'server.port': 8080,
    },
  });
  const inside = within(whole, 0.04, 0.9);
  const server = trace.span({
    ...{ service: to, name: `${method} ${route}`, kind: 'server', parent: client, ...inside, ...failure },
    ...(exception ? { exception } : {}),
    attributes: { ...serverAttributes(method, route, status), ...attributes },
  });
  return { server, inside };
}

/** @param {string} method @param {string} route @param {number} status */
export function serverAttributes(method, route, status) {
  return { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
}

/**
 * A query of the shop's PostgreSQL.
 * @param {Trace} trace
 * @param {Stretch & { from: ServiceName, operation: string, table: string, parent: Span, error?: string }} query
 */
export function sqlQuery(trace, { from, operation, table, ...rest }) {
  trace.span({
    ...{ service: from, name: `${operation} ${table}`, kind: 'client', ...rest },
    ...(rest.error ? { exception: ['PostgresError', rest.error] } : {}),
    attributes: {
      'db.system': 'postgresql',
      'db.name': 'shop',
      'db.operation': operation,
      'db.sql.table': table,
      'db.statement': `${operation} … "${table}" … $1`,
      'server.address': 'shop-postgres',
    },
  });
}

/**
 * A command of the baskets' Redis.
 * @param {Trace} trace
 * @param {Stretch & { from: ServiceName, operation: string, parent: Span, error?: string }} command
 */
export function redisCommand(trace, { from, operation, ...rest }) {
  trace.span({
    ...{ service: from, name: operation, kind: 'client', ...rest },
    ...(rest.error ? { exception: ['RedisConnectionException', rest.error] } : {}),
    attributes: { 'db.system': 'redis', 'db.operation': operation, 'server.address': 'basket-redis' },
  });
}
