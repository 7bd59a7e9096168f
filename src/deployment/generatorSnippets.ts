import type { ConfigMap, ConfigNode, Generation } from '../tempo';
import { renderTree, treeOf } from './configTree';
import { appliesTo, formatsFor, GENERATIONS, type DeploymentSituation, type Snippet } from './snippet';

/** `local-blocks` answers TraceQL metrics until 2.10; in 3.0 others do. */
const PROCESSORS: Readonly<Record<Generation, readonly string[]>> = {
  '2.x': ['service-graphs', 'span-metrics', 'local-blocks'],
  '3.x': ['service-graphs', 'span-metrics'],
};
const MISSED: Readonly<Record<string, string>> = {
  'service-graphs': 'there is no service map',
  'span-metrics': 'there are no rates, errors and durations of services in Prometheus',
  'local-blocks': 'queries with TraceQL metrics fail',
};
const GRAPH_DIMENSIONS = ['http.method', 'http.status_code'];
const SPAN_DIMENSIONS = [...GRAPH_DIMENSIONS, 'service.version'];
const BUCKETS_SECONDS = ['0.1', '0.5', '1', '2.5', '5', '10'];
const REMOTE_WRITE: ConfigNode = [
  new Map([
    ['url', 'http://prometheus:9090/api/v1/write'],
    ['send_exemplars', 'true'],
  ]),
];

/** The metrics-generator with its processors, dimensions, buckets and exemplars. */
export function generatorSnippets({ generation, topology, processors }: DeploymentSituation): Snippet[] {
  const generations = generation ? [generation] : GENERATIONS;
  return generations.flatMap((each) =>
    formatsFor(topology).map((format): Snippet => ({
      id: `generator-${format}-${each}`,
      title: 'Metrics-generator',
      why: explain(each, processors),
      format,
      file: format === 'helm' ? 'values.yaml' : 'tempo.yaml',
      text: renderTree(format === 'helm' ? helmTree(each) : plainTree(each)),
      appliesTo: appliesTo(each, format),
    }))
  );
}

function explain(generation: Generation, active: readonly string[] | undefined): string {
  const purpose = 'Metrics of spans, with exemplars that lead to traces, and the service map.';
  if (!active) {
    return `${purpose} Which processors are active is not known.`;
  }
  const missing = PROCESSORS[generation].filter((processor) => !active.includes(processor));
  const lacks = missing.map((processor) => `Without ${processor} ${MISSED[processor] ?? 'something is missing'}.`);
  return [purpose, ...(lacks.length > 0 ? lacks : ['All its processors are active.'])].join(' ');
}

function helmTree(generation: Generation): ConfigMap {
  return treeOf([
    ['metricsGenerator.enabled', 'true'],
    ...processorEntries('metricsGenerator.config.processor', generation),
    ['metricsGenerator.config.storage.remote_write', REMOTE_WRITE],
    ['overrides.defaults.metrics_generator.processors', PROCESSORS[generation]],
  ]);
}

function plainTree(generation: Generation): ConfigMap {
  return treeOf([
    ...processorEntries('metrics_generator.processor', generation),
    ['metrics_generator.storage.path', '/var/tempo/generator'],
    ['metrics_generator.storage.remote_write', REMOTE_WRITE],
    ...(generation === '2.x'
      ? [['metrics_generator.traces_storage.path', '/var/tempo/generator-traces'] as const]
      : []),
    ['overrides.defaults.metrics_generator.processors', PROCESSORS[generation]],
  ]);
}

function processorEntries(at: string, generation: Generation): Array<[string, ConfigNode]> {
  return [
    [`${at}.span_metrics.dimensions`, SPAN_DIMENSIONS],
    [`${at}.span_metrics.histogram_buckets`, BUCKETS_SECONDS],
    [`${at}.service_graphs.dimensions`, GRAPH_DIMENSIONS],
    ...(generation === '2.x'
      ? ([
          [`${at}.local_blocks.filter_server_spans`, 'false'],
          [`${at}.local_blocks.flush_to_storage`, 'true'],
        ] satisfies Array<[string, ConfigNode]>)
      : []),
  ];
}
