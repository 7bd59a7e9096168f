// @ts-check
import { listLogLines } from './logLines.mjs';
import { renderLokiPush } from './lokiPush.mjs';
import { renderLogs, renderTraces } from './otlp.mjs';

const TIMEOUT_MS = 5_000;

/**
 * @typedef {object} Payload
 * @property {'traces' | 'logs'} what
 * @property {string} url
 * @property {unknown} body
 */

/**
 * What is to be posted where, for these traces.
 * @param {readonly import('./trace.mjs').Trace[]} traces
 * @param {Pick<import('./options.mjs').TrafficOptions, 'tracesUrl' | 'lokiUrl' | 'otlpLogsUrl'>} targets
 * @returns {Payload[]}
 */
export function listPayloads(traces, { tracesUrl, lokiUrl, otlpLogsUrl }) {
  const spans = traces.flatMap((trace) => trace.spans);
  /** @type {Payload[]} */
  const payloads = [{ what: 'traces', url: `${tracesUrl}/v1/traces`, body: renderTraces(spans) }];
  const lines = listLogLines(spans);
  if (lokiUrl) {
    payloads.push({ what: 'logs', url: `${lokiUrl}/loki/api/v1/push`, body: renderLokiPush(lines) });
  } else if (otlpLogsUrl) {
    payloads.push({ what: 'logs', url: `${otlpLogsUrl}/v1/logs`, body: renderLogs(lines) });
  }
  return payloads;
}

/**
 * Throws an error that says what the other side said.
 * @param {Payload} payload @param {string} tenant
 */
export async function post({ url, body }, tenant) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(tenant ? { 'X-Scope-OrgID': tenant } : {}) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.text()).trim();
  if (!response.ok) {
    throw new Error(`${response.status} ${answer.slice(0, 300)}`);
  }
}

/**
 * Why a request failed: fetch hides it in the cause.
 * @param {unknown} error
 */
export function describeFailure(error) {
  const { cause, message } = /** @type {Error & { cause?: { code?: string, message?: string } }} */ (error);
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
