import { maxBy, ofTempo, perProcess, select, type SignalContext } from '../../signals';
import { fine, found, unknown, type Check } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { numberCheck, subjectsOf } from '../numberCheck';
import { formatValue } from '../formatValue';
import { advice, defaultLimit, memory, replicas, setting } from '../remedy';

const PROCESS = ['pod', 'instance', 'container', 'job'];
const HIGH_MEMORY_SHARE = 0.9;

/** What the processes use of what they may. */
export const RESOURCE_CHECKS: readonly Check[] = [
  {
    id: 'processes.memory',
    title: 'A process is close to its memory limit',
    looksAt: 'Memory against the limit of the container (cAdvisor), else against GOMEMLIMIT.',
    cause:
      'Beyond the limit the process is killed. An ingester or live-store then has to read back what it held, a querier lets the queries fail that it worked on.',
    severity: 'warning',
    confidence: 'likely',
    queries: (context) => ({ share: memoryShare(context) }),
    judge: ({ numbers }) => {
      const shares = (numbers.share ?? []).filter(({ value }) => Number.isFinite(value));
      if (shares.length === 0) {
        return unknown(
          'No memory limit is known: neither container_spec_memory_limit_bytes (cAdvisor) nor go_gc_gomemlimit_bytes is there. Compare "Memory" with the limits by hand.'
        );
      }
      const high = shares.filter(({ value }) => value > HIGH_MEMORY_SHARE).sort((a, b) => b.value - a.value);
      const [worst] = high;
      return worst
        ? found(`The fullest process uses ${formatValue(worst.value, 'ratio')} of its memory.`, {
            subjects: subjectsOf(high, PROCESS, 'ratio'),
            severity: worst.value > 0.97 ? 'critical' : 'warning',
          })
        : fine(`No process uses more than ${formatValue(HIGH_MEMORY_SHARE, 'ratio')} of its memory.`);
    },
    remedies: [
      memory('Ingester: give it more, or add some.', 'ingester', '8Gi', { generation: '2.x' }),
      replicas('Each ingester then holds fewer traces.', 'ingester', 5, { generation: '2.x' }),
      memory('Live-store: give it more.', 'live-store', '8Gi', { generation: '3.x' }),
      defaultLimit(
        'Limit how large a trace may become: one endless trace fills any memory.',
        'global.max_bytes_per_trace',
        5_000_000
      ),
      setting('Querier: let it work on fewer jobs at a time.', 'querier.max_concurrent_queries', 10),
      defaultLimit('Metrics-generator: limit its series.', 'metrics_generator.max_active_series', 100_000),
      setting('Compactor: let it hold smaller windows.', 'compactor.compaction.compaction_window', '30m', {
        generation: '2.x',
      }),
      advice('Set GOMEMLIMIT to 80 % of the limit of the container, so that Go frees memory before it is killed.'),
    ],
    panel: 'errors.restarts',
    doc: HEALTH_DOCS.sizing,
  },
  numberCheck({
    id: 'processes.open-files',
    title: 'A process runs out of file descriptors',
    looksAt: 'Open files and connections against what the operating system allows the process.',
    cause: 'Without descriptors the process refuses connections and cannot open blocks.',
    severity: 'warning',
    confidence: 'likely',
    expr: (context) =>
      maxBy(
        perProcess(context).by,
        ofTempo(
          context,
          `${select('process_open_fds', context.matchers())} / ${select('process_max_fds', context.matchers())}`
        )
      ),
    threshold: 0.8,
    critical: 0.95,
    unit: 'ratio',
    subject: PROCESS,
    says: (worst) => `The fullest process has ${worst} of its file descriptors open.`,
    noSeries: 'Prometheus has no process_open_fds of this Tempo.',
    otherwise: 'All processes have file descriptors left.',
    remedies: [
      advice('Raise the limit of the container or service (ulimit -n, LimitNOFILE).'),
      advice('Find out who opens so many connections: collectors without keep-alive, or a scan of ports.'),
    ],
    panel: 'ingestion.open-files',
    doc: HEALTH_DOCS.sizing,
  }),
  numberCheck({
    id: 'processes.cpu-throttled',
    title: 'A process is held back by its CPU limit',
    looksAt: 'How often the container was throttled (cAdvisor).',
    cause:
      'A throttled process is slow in all that it does: writes wait, queries time out, heartbeats come late and rings call it unhealthy.',
    severity: 'warning',
    confidence: 'likely',
    expr: (context) => {
      const matchers = context.matchers('container!=""');
      const throttled = select('container_cpu_cfs_throttled_periods_total', matchers);
      const periods = select('container_cpu_cfs_periods_total', matchers);
      const { by } = perProcess(context);
      return `sum by (${['pod', 'container'].join(', ')}) (rate(${throttled}[5m])) / sum by (pod, container) (rate(${periods}[5m])) and on (pod) ${maxBy(by, select('tempo_build_info', context.matchers()))}`;
    },
    threshold: 0.25,
    unit: 'ratio',
    subject: ['pod', 'container'],
    says: (worst) => `The most throttled process is held back in ${worst} of its time slices.`,
    noSeries:
      'Prometheus does not know how often containers are throttled: cAdvisor is not scraped, or there are no CPU limits.',
    otherwise: 'No container is held back for long.',
    remedies: [
      advice('Raise the CPU limit of the component, or take it away and keep the request.'),
      replicas('Or divide the work: more queriers for reads.', 'querier', 4),
      replicas('More distributors for writes.', 'distributor', 3),
    ],
    panel: 'errors.restarts',
    doc: HEALTH_DOCS.sizing,
  }),
  numberCheck({
    id: 'processes.goroutines',
    title: 'A process piles up work',
    looksAt: 'Goroutines now against the hour before, in processes with more than 5,000.',
    cause: 'Requests hang on something slow, and every new one adds to them: storage, Kafka, or another process.',
    severity: 'warning',
    confidence: 'possible',
    expr: (context) => {
      const now = select('go_goroutines', context.matchers());
      return maxBy(perProcess(context).by, ofTempo(context, `(${now} > 5000) / avg_over_time(${now}[1h])`));
    },
    threshold: 3,
    unit: 'count',
    subject: PROCESS,
    says: (worst) => `A process has ${worst} times as many goroutines as in the hour before.`,
    otherwise: 'The number of goroutines is what it was.',
    remedies: [
      advice('See which requests are in flight and how long they take ("Requests in flight", "Object storage").'),
      advice('A goroutine dump tells what they wait for: /debug/pprof/goroutine?debug=1 of the process.'),
    ],
    panel: 'latency.in-flight',
    doc: HEALTH_DOCS.monitor,
  }),
];

/** By pod where cAdvisor is scraped, else by process. */
function memoryShare(context: SignalContext): string {
  const matchers = context.matchers('container!=""', 'container!="POD"');
  const container = `max by (pod, container) (${select('container_memory_working_set_bytes', matchers)} / (${select('container_spec_memory_limit_bytes', matchers)} > 0)) and on (pod) ${select('tempo_build_info', context.matchers())}`;
  const go = ofTempo(
    context,
    // Without GOMEMLIMIT Go reports the largest integer.
    `${select('process_resident_memory_bytes', context.matchers())} / (${select('go_gc_gomemlimit_bytes', context.matchers())} < 1e15)`
  );
  return `${container} or ${maxBy(perProcess(context).by, go)}`;
}
