import type { Answer, ApiRequest } from '../tempo/api/answer';
import { type Behaviour } from '../tempo/behaviour';
import { handle } from '../tempo/handle';
import { MemoryTraceStore } from '../tempo/store/memoryTraceStore';

/** The query API of a Tempo of this release that has never received a trace. */
export function createEmptyTempo(behaviour: Behaviour): (request: ApiRequest) => Answer {
  const store = new MemoryTraceStore({ maxTraces: 1, mergesBatches: behaviour.mergesBatches, now: Date.now });
  const state = { behaviour, store, multitenant: false, now: Date.now, pages: {} };
  return (request) => handle(request, state);
}
