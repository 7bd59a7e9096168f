import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { COMPONENTS, createTempoClient, fetchReadiness, fetchRing, probe, type Probed } from '../../tempo';
import { recordedComponentTransport } from '../../tempo/testdata/recordedComponents';
import { askProcess } from '../askProcess';
import type { ProbeEvidence, ProcessEvidence, TimedAnswer } from '../evidence';

interface FaultAnswer {
  fault: string;
  component: string;
  path: string;
  /** 0 where no answer came. */
  status: number;
  ms: number;
  contentType: string;
  body: string;
}

const FAULT_ANSWERS: readonly FaultAnswer[] = gunzipSync(readFileSync(join(__dirname, 'faultAnswers.jsonl.gz')))
  .toString()
  .trim()
  .split('\n')
  .map((line): FaultAnswer => JSON.parse(line));

/** The names under which the answers of 2.6.1 were recorded, by the names of the faults. */
export const FAULT_NAMES: Readonly<Record<string, string>> = {
  'ingestion rate limit': 'rate limit on',
  'live traces and trace size limits': 'trace too large + live traces on',
  'querier stopped': 'querier stopped',
  'active series limit': 'active series limit on',
  'ingester stopped': 'ingester stopped',
};

const { signal } = new AbortController();

/** The processes of a recorded system when all is well. */
export async function healthyProcesses(tempo: '2.6.1' | '3.0.3'): Promise<ProcessEvidence[]> {
  if (tempo === '3.0.3') {
    const client = createTempoClient(recordedComponentTransport('3.0.3 single binary'));
    return [await askProcess({ name: 'single-binary', via: 'data source', client }, signal)];
  }
  const names = COMPONENTS.filter((name) => !/live|block|backend/.test(name));
  return Promise.all(
    names.map((name) =>
      askProcess(
        {
          name,
          via: name === 'query-frontend' ? 'data source' : 'route',
          client: createTempoClient(recordedComponentTransport(`2.6.1 ${name}`)),
        },
        signal
      )
    )
  );
}

/** The same during a fault of 2.6.1: readiness and the ring of ingesters are what they were then. */
export async function processesDuring(fault: string): Promise<ProcessEvidence[]> {
  const healthy = await healthyProcesses('2.6.1');
  const client = (component: string) => createTempoClient(faultTransport(fault, component));
  return Promise.all(
    healthy.map(async (process): Promise<ProcessEvidence> => {
      const readiness = await probe(fetchReadiness(client(process.name)));
      const ingester = process.name === 'distributor' && (await probe(fetchRing(client('distributor'), 'ingester')));
      // Nobody can be asked anything else while the process does not answer.
      return readiness.ok
        ? { ...process, readiness, rings: { ...process.rings, ...(ingester ? { ingester } : {}) } }
        : { name: process.name, via: process.via, readiness };
    })
  );
}

/** What users were answered during a fault of 2.6.1. */
export async function probesDuring(fault: string): Promise<ProbeEvidence> {
  const ask = async (prefix: string): Promise<Probed<TimedAnswer> | undefined> => {
    const answer = answersOf(fault, 'query-frontend').find(({ path }) => path.startsWith(prefix));
    return (
      answer &&
      probe(
        createTempoClient(faultTransport(fault, 'query-frontend'))
          .get(prefix)
          .then(() => ({ seconds: answer.ms / 1000, count: 1 }))
      )
    );
  };
  return {
    search: await ask('/api/search'),
    metrics: await ask('/api/metrics/query_range'),
    tags: await ask('/api/v2/search/tags'),
  };
}

function answersOf(fault: string, component: string): FaultAnswer[] {
  return FAULT_ANSWERS.filter((answer) => answer.fault === FAULT_NAMES[fault] && answer.component === component);
}

function faultTransport(fault: string, component: string) {
  return async ({ path }: { path: string }) => {
    const answer = answersOf(fault, component).find((recorded) => recorded.path.split('?')[0] === path.split('?')[0]);
    if (!answer || answer.status === 0) {
      throw new Error(answer?.body ?? 'not recorded');
    }
    return answer;
  };
}
