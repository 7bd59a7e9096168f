import { deploymentQueries, type DeploymentSituation, type SeenReceiver } from '../../deployment';
import type { ComponentUrls, DataSource } from '../../grafana';
import { evidenceContext, limitUseQueries, type NumbersAnswer, type Reach, type Sample } from '../../health';
import { fetchRuntimeConfig, probe, type Capabilities, type RuntimeConfig } from '../../tempo';
import { askNumbers } from '../health/askNumbers';
import { listReaches } from '../health/listReaches';
import { usePluginSettings } from '../PluginSettingsContext';
import { useSurroundings } from '../SurroundingsContext';
import { useAnswer, type Answer } from '../traced/useAnswer';

/** What is known of the deployment of the chosen Tempo: asked once, when somebody looks at it. */
export function useDeployment(): Answer<DeploymentSituation> {
  const { tempo, metrics, capabilities } = useSurroundings();
  const { componentUrls = {} } = usePluginSettings();
  const { version, topology } = capabilities;
  const question = [tempo?.uid, metrics?.uid, version?.value.text, topology?.value, componentUrls];
  return useAnswer(JSON.stringify(question), (signal) =>
    gatherDeployment({ tempo, metrics, capabilities, componentUrls, nowMs: Date.now() }, signal)
  );
}

interface DeploymentSubject {
  readonly tempo: DataSource | undefined;
  readonly metrics: DataSource | undefined;
  readonly capabilities: Capabilities;
  readonly componentUrls: ComponentUrls;
  readonly nowMs: number;
}

/**
 * What Prometheus and Tempo say of the deployment. What they do not say is undefined.
 *
 * @throws AbortError if the signal ended it
 */
export async function gatherDeployment(subject: DeploymentSubject, signal: AbortSignal): Promise<DeploymentSituation> {
  const { tempo, capabilities, componentUrls } = subject;
  const reaches = tempo ? listReaches(tempo, capabilities, componentUrls).reaches : [];
  const [runtimeConfig, numbers] = await Promise.all([
    firstRuntimeConfig(reaches, signal),
    askForNumbers(subject, signal),
  ]);
  if (signal.aborted) {
    throw new DOMException('The questions were cancelled', 'AbortError');
  }
  return {
    version: capabilities.version?.value,
    generation: capabilities.generation?.value,
    topology: capabilities.topology?.value,
    tenants: capabilities.tenants,
    runtimeConfig,
    ...numbers,
  };
}

/** All processes of a Tempo read the same overrides: the first that shows them will do. */
async function firstRuntimeConfig(reaches: readonly Reach[], signal: AbortSignal): Promise<RuntimeConfig | undefined> {
  for (const { client } of reaches) {
    const answer = await probe(fetchRuntimeConfig(client, signal));
    if (answer.ok) {
      return answer.value;
    }
  }
  return undefined;
}

type Numbers = Pick<DeploymentSituation, 'receivers' | 'processors' | 'limitUse'>;

const NO_NUMBERS: Numbers = { receivers: undefined, processors: undefined, limitUse: undefined };

async function askForNumbers(
  { metrics, capabilities, nowMs }: DeploymentSubject,
  signal: AbortSignal
): Promise<Numbers> {
  const { generation, topology, inventory } = capabilities;
  if (!metrics || !inventory || inventory.names.size === 0) {
    return NO_NUMBERS;
  }
  const context = evidenceContext({ generation: generation?.value, topology: topology?.value, inventory });
  const { receivers, processors } = deploymentQueries(context);
  const uses = limitUseQueries(context);
  const queries = [receivers, processors, ...Object.values(uses)].map((expr) => ({ expr, checks: [] }));
  const answers = await askNumbers(metrics.uid, queries, nowMs, signal);
  return {
    receivers: samplesOf(answers.get(receivers))?.flatMap(toReceiver),
    processors: samplesOf(answers.get(processors))?.flatMap(({ labels }) => labels.processor ?? []),
    limitUse: toLimitUse(uses, answers),
  };
}

function samplesOf(answer: NumbersAnswer | undefined): readonly Sample[] | undefined {
  return answer?.ok ? answer.samples : undefined;
}

function toReceiver({ labels: { receiver, transport } }: Sample): SeenReceiver[] {
  return receiver === undefined || transport === undefined ? [] : [{ receiver, transport }];
}

/** By tenant, then by path of the limit; undefined where none of it could be asked. */
function toLimitUse(
  uses: Readonly<Record<string, string>>,
  answers: ReadonlyMap<string, NumbersAnswer>
): DeploymentSituation['limitUse'] {
  const known = Object.entries(uses).flatMap(([path, expr]) => {
    const samples = samplesOf(answers.get(expr));
    return samples ? [{ path, samples }] : [];
  });
  if (known.length === 0) {
    return undefined;
  }
  const use = new Map<string, Record<string, number>>();
  for (const { path, samples } of known) {
    for (const { labels, value } of samples) {
      const tenant = labels.tenant ?? '';
      use.set(tenant, { ...use.get(tenant), [path]: value });
    }
  }
  return use;
}
