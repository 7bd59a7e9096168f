import {
  fetchSearch,
  fetchTrace,
  probe,
  type Probed,
  type SecondsRange,
  type TempoClient,
  type TraceAnswer,
} from '../../tempo';
import { quoteString } from '../../traceql';

/** What a sample is taken of. */
export interface SampleQuestion {
  /** Empty for all services. */
  readonly service: string;
  readonly range: SecondsRange;
  /** Most traces to read. */
  readonly traces: number;
}

/** A trace of a sample: what a search said of it, and the whole of it, or why it could not be read. */
export interface SampleTrace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** Empty where the search did not know the root. */
  readonly rootServiceName: string;
  readonly trace: Probed<TraceAnswer>;
}

export interface SampleProgress {
  /** Traces read. */
  readonly done: number;
  /** Traces to read; 0 while they are searched for. */
  readonly total: number;
}

/** Tempo gives the first traces that it finds: equal parts of the range give a sample that is spread over it. */
const SLICES = 5;
/** Reading a trace by its ID looks into many blocks: no more at a time than a person with some open tabs. */
const AT_A_TIME = 4;

/**
 * Recent traces, whole: at most as many as asked for, spread over the range. A trace that cannot be read is part of the
 * sample.
 *
 * @throws TempoRequestError if a search fails; AbortError if the signal ended it
 */
export async function sampleTraces(
  client: TempoClient,
  question: SampleQuestion,
  signal: AbortSignal,
  onProgress: (progress: SampleProgress) => void
): Promise<SampleTrace[]> {
  onProgress({ done: 0, total: 0 });
  const found = await findTraces(client, question, signal);
  const total = found.length;
  let done = 0;
  onProgress({ done, total });
  const sample: SampleTrace[] = [];
  const waiting = found.values();
  const readOn = async () => {
    for (const { traceId, rootServiceName } of waiting) {
      const trace = await probe(fetchTrace(client, traceId, {}, signal));
      if (signal.aborted) {
        throw new DOMException('The sample was cancelled', 'AbortError');
      }
      sample.push({ traceId, rootServiceName, trace });
      onProgress({ done: ++done, total });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, readOn));
  return sample;
}

interface Found {
  readonly traceId: string;
  readonly rootServiceName: string;
}

async function findTraces(
  client: TempoClient,
  { service, range, traces }: SampleQuestion,
  signal: AbortSignal
): Promise<Found[]> {
  const query = service === '' ? '{ }' : `{ resource.service.name = ${quoteString(service)} }`;
  const limit = Math.max(1, Math.ceil(traces / SLICES));
  const search = async (within: SecondsRange, most: number) =>
    (await fetchSearch(client, { query, range: within, limit: most, spansPerSpanset: 1 }, signal)).traces;
  const answers = await Promise.all(slicesOf(range).map((slice) => search(slice, limit)));
  // A trace that lasts over the end of a slice is found in both.
  const byId = new Map(answers.flat().map((trace) => [trace.traceId, trace]));
  if (byId.size < traces && answers.some(({ length }) => length >= limit)) {
    // Parts of the range are quiet, and another has more than was asked of it.
    (await search(range, traces)).forEach((trace) => byId.set(trace.traceId, trace));
  }
  return [...byId.values()].slice(0, traces);
}

function slicesOf({ fromSeconds, toSeconds }: SecondsRange): SecondsRange[] {
  const length = (toSeconds - fromSeconds) / SLICES;
  return Array.from({ length: SLICES }, (_, index) => ({
    fromSeconds: fromSeconds + index * length,
    toSeconds: fromSeconds + (index + 1) * length,
  }));
}
