import type { Probe, ProbeAnswer } from '../../correlations';
import {
  askLoki,
  canStreamSearch,
  fetchErrorMessage,
  fetchExemplars,
  fetchInstant,
  InexactStreamError,
  proxyTransport,
  streamSearch,
  type LokiPath,
} from '../../grafana';
import { createTempoClient, fetchTrace, TempoRequestError } from '../../tempo';
import { decodeLokiLabels, decodeLokiLines } from './lokiAnswers';

/** How far back a streamed search looks: it is about the way, not about what is found. */
const STREAMED_SEARCH_MS = 15 * 60 * 1000;
/** More of what was said than this belongs into a log. */
const SAID_LIMIT = 500;

/**
 * Asks what a probe asks, by GET. That the question fails is an answer too, in the words of who refused.
 *
 * @throws AbortError if the signal ended it, and nothing else
 */
export async function answerProbe(probe: Probe, nowMs: number, signal: AbortSignal): Promise<ProbeAnswer> {
  try {
    return await ask(probe, nowMs, signal);
  } catch (error) {
    if (signal.aborted) {
      throw new DOMException('The checks were cancelled', 'AbortError');
    }
    return failed(error);
  }
}

async function ask(probe: Probe, nowMs: number, signal: AbortSignal): Promise<ProbeAnswer> {
  const { datasourceUid: uid } = probe;
  switch (probe.kind) {
    case 'loki-range': {
      const { expr: query, limit, startMs, endMs } = probe;
      const parameters = { query, limit, ...nanoseconds(startMs, endMs), direction: 'backward' };
      return { kind: 'lines', lines: decodeLokiLines(await bodyOf(uid, 'query_range', parameters, signal)) };
    }
    case 'loki-labels': {
      const parameters = nanoseconds(probe.startMs, probe.endMs);
      return { kind: 'names', names: decodeLokiLabels(await bodyOf(uid, 'labels', parameters, signal)) };
    }
    case 'prometheus-instant':
      return { kind: 'series', series: await fetchInstant(uid, probe, signal) };
    case 'prometheus-exemplars':
      return { kind: 'exemplars', exemplars: await fetchExemplars(uid, probe, signal) };
    case 'tempo-trace': {
      const { spans } = await fetchTrace(createTempoClient(proxyTransport(uid)), probe.traceId, {}, signal);
      return { kind: 'trace', found: spans.length > 0, spanCount: spans.length };
    }
    case 'tempo-streaming':
      return askForStream(uid, nowMs, signal);
  }
}

/** Whole milliseconds lose nothing here: spans are looked for with a margin. */
function nanoseconds(startMs: number, endMs: number): Record<'start' | 'end', string> {
  return { start: `${Math.floor(startMs)}000000`, end: `${Math.ceil(endMs)}000000` };
}

async function bodyOf(
  uid: string,
  path: LokiPath,
  parameters: Readonly<Record<string, string | number>>,
  signal: AbortSignal
): Promise<string> {
  const { status, body } = await askLoki(uid, path, parameters, signal);
  if (status < 200 || status > 299) {
    throw new RefusedError(saidIn(body), status);
  }
  return body;
}

class RefusedError extends Error {
  constructor(
    message: string,
    readonly status: number
  ) {
    super(message);
  }
}

/** Loki says what is wrong as plain text; Grafana as JSON with a message. */
function saidIn(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed && typeof parsed.message === 'string') {
      return parsed.message;
    }
  } catch {
    // Plain text then.
  }
  return body.trim();
}

/** Streams a search through Grafana Live; that a stream cannot be had is the answer, not a failure of the question. */
async function askForStream(uid: string, nowMs: number, signal: AbortSignal): Promise<ProbeAnswer> {
  if (!canStreamSearch(uid, '{}')) {
    return { kind: 'failed', message: 'Streaming is not switched on for searches, or Grafana Live is off' };
  }
  const request = { text: '{}', fromMs: nowMs - STREAMED_SEARCH_MS, toMs: nowMs, limit: 1, spansPerSpanset: 1 };
  const works: ProbeAnswer = { kind: 'streaming', ok: true, message: '' };
  try {
    await streamSearch(uid, request, signal, () => {});
    return works;
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    if (error instanceof InexactStreamError) {
      return works;
    }
    return { kind: 'streaming', ok: false, message: shortened(fetchErrorMessage(error)) };
  }
}

function failed(error: unknown): ProbeAnswer {
  if (error instanceof TempoRequestError) {
    const { failure } = error;
    const message = shortened(failure.said || error.message);
    return { kind: 'failed', message, ...('status' in failure && { status: failure.status }) };
  }
  const status = statusOf(error);
  const message = shortened(fetchErrorMessage(error)) || 'There was no answer, and no word why';
  return { kind: 'failed', message, ...(status !== undefined && { status }) };
}

function statusOf(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status > 0 ? status : undefined;
}

function shortened(text: string): string {
  return text.length > SAID_LIMIT ? `${text.slice(0, SAID_LIMIT)}…` : text;
}
