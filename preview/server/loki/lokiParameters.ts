import type { LogRange } from './logStore';

/** A parameter is refused: 400 with the words of Loki. */
export class ParameterError extends Error {
  override name = 'ParameterError';
}

const NS_PER_S = BigInt(1_000_000_000);
const HOUR_S = 3_600;
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 5_000;
/** `max_query_length` and what Loki adds to it. */
const MAX_RANGE_S = 30 * 24 * HOUR_S + HOUR_S;

/**
 * `start` and `end`: nanoseconds, seconds (up to ten digits, or with a point), or RFC 3339. By default the last hour.
 * Source: Loki 3.5, pkg/loghttp/params.go. @throws ParameterError
 */
export function readRange(parameters: URLSearchParams, nowMs: number): LogRange {
  const nowNs = BigInt(Math.round(nowMs)) * BigInt(1_000_000);
  const endNs = readTime(parameters, 'end') ?? nowNs;
  const startNs = readTime(parameters, 'start') ?? (endNs > nowNs ? nowNs : endNs) - BigInt(HOUR_S) * NS_PER_S;
  if (endNs < startNs) {
    throw new ParameterError('end timestamp must not be before or equal to start time');
  }
  const lengthS = Number((endNs - startNs) / NS_PER_S);
  if (lengthS > MAX_RANGE_S) {
    throw new ParameterError(
      `the query time range exceeds the limit (query length: ${formatDuration(lengthS)}, limit: 30d1h)`
    );
  }
  return { startNs, endNs };
}

/** @throws ParameterError */
export function readLimit(parameters: URLSearchParams): number {
  const text = parameters.get('limit') ?? '';
  if (text !== '' && !/^[+-]?\d+$/.test(text)) {
    throw new ParameterError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  const limit = text === '' ? DEFAULT_LIMIT : Number(text);
  if (limit <= 0) {
    throw new ParameterError('limit must be a positive value');
  }
  if (limit > MAX_LIMIT) {
    const sizes = `(${limit} > ${MAX_LIMIT})`;
    throw new ParameterError(`max entries limit per query exceeded, limit > max_entries_limit_per_query ${sizes}`);
  }
  return limit;
}

/** The newest first unless it says otherwise. @throws ParameterError */
export function readDirection(parameters: URLSearchParams): 'forward' | 'backward' {
  const text = parameters.get('direction') ?? '';
  const direction = text.toLowerCase() || 'backward';
  if (direction !== 'forward' && direction !== 'backward') {
    throw new ParameterError(`invalid direction '${text}'`);
  }
  return direction;
}

function readTime(parameters: URLSearchParams, name: string): bigint | undefined {
  const text = parameters.get(name) ?? '';
  if (text === '') {
    return undefined;
  }
  if (/^[+-]?\d+$/.test(text)) {
    return text.length <= 10 ? BigInt(text) * NS_PER_S : BigInt(text);
  }
  if (/^[+-]?\d*\.\d+(e[+-]?\d+)?$/i.test(text)) {
    return BigInt(Math.round(Number(text) * 1_000)) * BigInt(1_000_000);
  }
  const ms = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) {
    const cause = `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`;
    throw new ParameterError(`could not parse '${name}' parameter: ${cause}`);
  }
  return BigInt(ms) * BigInt(1_000_000);
}

/** As Go prints it: `721h0m1s`. */
function formatDuration(seconds: number): string {
  return `${Math.floor(seconds / HOUR_S)}h${Math.floor((seconds % HOUR_S) / 60)}m${seconds % 60}s`;
}
