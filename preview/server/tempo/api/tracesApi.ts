/** `/api/traces/ID` and `/api/v2/traces/ID` (`modules/frontend/traceid_handlers.go`, `combiner/trace_by_id.go`). */
import { Trace } from '../model';
import { Answer, ApiRequest, badRequest, json, TempoState } from './answer';
import { param } from './goParse';
import { inspectedBytes } from './inspected';
import { int64Field } from './protoJson';
import { tenantsOf } from './tenants';
import { traceBatchesJson } from './traceJson';
import { encodeTrace, encodeTraceResponse } from './traceProto';

const PROTOBUF = 'application/protobuf';

export function traceById(request: ApiRequest, state: TempoState, id: string): Answer {
  const found = find(request, state, id);
  if (found.length === 0) {
    return { status: 404, body: '' };
  }
  const batches = found.flatMap(({ batches: parts }) => parts);
  if (wantsProtobuf(request, state)) {
    return { status: 200, type: PROTOBUF, body: encodeTrace(batches, state.behaviour) };
  }
  return json({ batches: traceBatchesJson(batches, state.behaviour) });
}

export function traceByIdV2(request: ApiRequest, state: TempoState, id: string): Answer {
  const found = find(request, state, id);
  const batches = found.flatMap(({ batches: parts }) => parts);
  if (wantsProtobuf(request, state)) {
    return { status: 200, type: PROTOBUF, body: encodeTraceResponse(batches, state.behaviour) };
  }
  const trace = batches.length > 0 ? { resourceSpans: traceBatchesJson(batches, state.behaviour) } : {};
  const metrics =
    state.behaviour.generation === '2.6' ? {} : { metrics: int64Field('inspectedBytes', inspectedBytes(found)) };
  return json({ trace, ...metrics });
}

/** 2.6 wants the header to be exactly this. */
function wantsProtobuf({ headers }: ApiRequest, { behaviour }: TempoState): boolean {
  const accept = headers.accept ?? '';
  return behaviour.generation === '2.6' ? accept === PROTOBUF : accept.includes(PROTOBUF);
}

function find(request: ApiRequest, state: TempoState, id: string): Trace[] {
  const tenants = tenantsOf(request, state);
  const traceId = parseTraceId(id);
  refuseBadSource(request.query);
  refuseBadRange(request.query);
  return tenants.map((tenant) => state.store.trace(tenant, traceId)).filter((trace) => trace !== undefined);
}

/** @throws HttpError 400 with Tempo's text */
export function parseTraceId(id: string): string {
  const wrong = [...id].findIndex((char) => !/[0-9a-fA-F]/.test(char));
  if (wrong >= 0) {
    throw badRequest(
      `trace IDs can only contain hex characters: invalid character '${[...id][wrong]}' at position ${wrong + 1}`
    );
  }
  if (id.length > 32) {
    throw badRequest("trace IDs can't be larger than 128 bits");
  }
  return id.toLowerCase().padStart(32, '0');
}

/** Where to look for the trace: there is only one place here, but what makes no sense is refused. */
function refuseBadSource(query: URLSearchParams): void {
  const mode = param(query, 'mode');
  if (mode !== null && !['ingesters', 'blocks', 'all'].includes(mode)) {
    throw badRequest(`invalid value for mode ${mode}`);
  }
  for (const [name, shown] of [
    ['blockStart', 'blockstart'],
    ['blockEnd', 'blockEnd'],
  ] as const) {
    const value = param(query, name);
    if (value !== null && value.length !== 36) {
      throw badRequest(`invalid value for ${shown}: invalid UUID length: ${value.length}`);
    }
  }
}

function refuseBadRange(query: URLSearchParams): void {
  const times = ['start', 'end'].map((name) => {
    const value = param(query, name);
    if (value !== null && !/^[+-]?\d+$/.test(value)) {
      throw badRequest(`invalid start: strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
    }
    return value === null ? 0 : Number(value);
  });
  const [start = 0, end = 0] = times;
  if (start !== 0 && end !== 0 && end <= start) {
    throw badRequest(`http parameter start must be before end. received start=${start} end=${end}`);
  }
}
