import type { Span } from '../model';
import type { PlainMap } from './attributes';
import type { ServiceName } from './services';
import type { TraceBuilder } from './traceBuilder';

/** A stretch of time in a trace, in milliseconds since it began. */
export interface Stretch {
  readonly at: number;
  readonly for: number;
}

/** A part of a stretch: from and for how much of it, as shares of it. */
export function within({ at, for: length }: Stretch, from: number, share: number): Stretch {
  return { at: at + length * from, for: length * share };
}

export interface HttpCall extends Stretch {
  readonly from: ServiceName;
  readonly to: ServiceName;
  readonly method: string;
  readonly route: string;
  readonly parent: Span;
  readonly status?: number;
  readonly attributes?: PlainMap;
  readonly exception?: readonly [string, string];
}

/** SDKs of these services still write the attributes of before HTTP's conventions were stable. */
const OLD_CONVENTIONS: ReadonlySet<ServiceName> = new Set(['basket', 'notifier']);

/** Client and server span of an HTTP request; what the server does goes below the span that is returned. */
export function httpCall(trace: TraceBuilder, call: HttpCall): { readonly server: Span; readonly inside: Stretch } {
  const { from, to, method, route, parent, status = 200 } = call;
  const isFailure = status >= 500;
  const path = route.replace(/\{[^}]*\}/g, () => String(trace.random.between(1, 900)));
  const client = trace.span({
    ...{ service: from, name: method, kind: 'client', at: call.at, for: call.for, parent },
    attributes: clientAttributes(from, to, method, path, status),
    ...(status >= 400 ? { error: isFailure ? `HTTP ${status}` : '' } : {}),
  });
  const inside = within(call, 0.04, 0.9);
  const server = trace.span({
    ...{ service: to, name: `${method} ${route}`, kind: 'server', ...inside, parent: client },
    attributes: { ...serverAttributes(to, method, route, path, status), ...call.attributes },
    ...(isFailure ? { error: `HTTP ${status}` } : {}),
    ...(call.exception ? { exception: call.exception } : {}),
  });
  return { server, inside };
}

function clientAttributes(from: ServiceName, to: ServiceName, method: string, path: string, status: number): PlainMap {
  const url = `http://${to}:8080${path}`;
  return OLD_CONVENTIONS.has(from)
    ? { 'http.method': method, 'http.url': url, 'http.status_code': status, 'net.peer.name': to, 'net.peer.port': 8080 }
    : {
        'http.request.method': method,
        'url.full': url,
        'http.response.status_code': status,
        'server.address': to,
        'server.port': 8080,
        'network.protocol.version': '1.1',
      };
}

export function serverAttributes(
  service: ServiceName,
  method: string,
  route: string,
  path: string,
  status: number
): PlainMap {
  return OLD_CONVENTIONS.has(service)
    ? {
        'http.method': method,
        'http.route': route,
        'http.target': path,
        'http.status_code': status,
        'http.scheme': 'http',
      }
    : {
        'http.request.method': method,
        'http.route': route,
        'url.path': path,
        'url.scheme': 'http',
        'http.response.status_code': status,
      };
}

export interface DatabaseCall extends Stretch {
  readonly from: ServiceName;
  readonly parent: Span;
  readonly operation: string;
  readonly table: string;
  readonly error?: string;
  readonly exception?: readonly [string, string];
}

/** A query of the shop's PostgreSQL; services with old SDKs say so in the old words. */
export function sqlCall(trace: TraceBuilder, { from, parent, operation, table, ...rest }: DatabaseCall): Span {
  const statement = STATEMENTS[operation]?.(table) ?? `${operation} ${table}`;
  return trace.span({
    ...{ service: from, name: `${operation} ${table}`, kind: 'client', parent, ...rest },
    attributes: {
      'db.system': 'postgresql',
      'db.name': 'shop',
      'db.operation': operation,
      'db.sql.table': table,
      'db.statement': statement,
      'server.address': 'shop-postgres',
      'server.port': 5432,
    },
  });
}

const STATEMENTS: Readonly<Record<string, (table: string) => string>> = {
  SELECT: (table) => `SELECT * FROM "${table}" WHERE id = ANY($1) ORDER BY 1`,
  INSERT: (table) => `INSERT INTO "${table}" VALUES ($1, $2, $3) RETURNING id`,
  UPDATE: (table) => `UPDATE "${table}" SET count = count - $1 WHERE id = $2`,
};

/** A command of the baskets' Redis. */
export function redisCall(trace: TraceBuilder, { from, parent, operation, table, ...rest }: DatabaseCall): Span {
  return trace.span({
    ...{ service: from, name: operation, kind: 'client', parent, ...rest },
    attributes: {
      'db.system': 'redis',
      'db.statement': `${operation} ${table}`,
      'net.peer.name': 'basket-redis',
      'server.address': 'basket-redis',
      'db.redis.database_index': 3,
    },
  });
}
