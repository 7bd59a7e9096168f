import { maxBy, select, sumBy } from '../../signals';
import { configText } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { formatCount } from '../formatValue';
import { increase, recentObservations, stillIncreasing } from '../expressions';
import { numberCheck } from '../numberCheck';
import { answersTo, whyUnanswered } from '../processAnswers';
import { advice, replicas, setting } from '../remedy';

const TENANT = ['tenant'];
const BACKEND = 'tempodb_backend_request_duration_seconds';

/** Blocks in object storage: compaction, and the list of them. */
export const STORAGE_CHECKS: readonly Check[] = [
  numberCheck({
    id: 'storage.compaction-behind',
    title: 'Compaction is behind',
    looksAt: 'Blocks that wait to be compacted, for each compactor or backend-worker.',
    cause:
      'More blocks are written than are put together. Every search and every look-up by ID has more of them to open, so queries get slower and dearer by the day.',
    severity: 'warning',
    confidence: 'likely',
    expr: (context) => {
      const outstanding = sumBy(
        TENANT,
        maxBy(['tenant', 'instance'], select('tempodb_compaction_outstanding_blocks', context.matchers()))
      );
      const workers = `count(${select('tempo_build_info', context.componentMatchers(['compactor', 'backend-worker']))})`;
      return `${outstanding} / on () group_left () (${workers} > 0)`;
    },
    threshold: 100,
    critical: 1000,
    unit: 'count',
    subject: TENANT,
    says: (worst, tenant) => `${worst} blocks of ${tenant} wait for each worker.`,
    noSeries:
      'Prometheus has no tempodb_compaction_outstanding_blocks: no compactor or backend-scheduler sends metrics.',
    otherwise: 'Fewer than 100 blocks wait for each worker.',
    remedies: [
      replicas('Add compactors.', 'compactor', 3, { generation: '2.x' }),
      replicas('Add backend-workers.', 'backend-worker', 3, { generation: '3.x' }),
      setting('Several compactors share the work only with a ring.', 'compactor.ring.kvstore.store', 'memberlist', {
        generation: '2.x',
      }),
      advice('Fewer and larger blocks from ingesters: raise max_block_duration.', { generation: '2.x' }),
      advice('Give the process more CPU and memory, or divide Tempo into microservices.', {
        topology: 'single-binary',
      }),
    ],
    panel: 'storage.outstanding-per-worker',
    doc: HEALTH_DOCS.compaction,
  }),
  {
    id: 'storage.no-compaction',
    title: 'Nothing compacts',
    looksAt: 'Blocks compacted in the last hour while blocks wait.',
    cause: 'No compactor or backend-worker runs, or it does not get to work. Old blocks are not deleted either.',
    severity: 'critical',
    confidence: 'likely',
    queries: (context) => ({
      waiting: `sum(${select('tempodb_compaction_outstanding_blocks', context.matchers())})`,
      done: `sum(${increase(context, 'tempodb_compaction_blocks_total', '1h')})`,
    }),
    judge: ({ numbers }) => {
      const waiting = numbers.waiting?.[0]?.value;
      const done = numbers.done?.[0]?.value ?? 0;
      if (waiting === undefined) {
        return unknown(
          'No process tells of blocks to compact: no compactor or backend-scheduler sends metrics to Prometheus.'
        );
      }
      return waiting > 20 && done === 0
        ? found(`${waiting} blocks wait, and none was compacted within an hour.`)
        : fine('Blocks are compacted, or none wait.');
    },
    remedies: [
      replicas('Is one there?', 'compactor', 1, { generation: '2.x' }),
      replicas('Is one there?', 'backend-worker', 1, { generation: '3.x' }),
      advice('Backend-workers need the scheduler: backend_worker.backend_scheduler_addr, port 9095.', {
        generation: '3.x',
      }),
      advice('Does the compactor (2.x) or the backend-worker (3.x) of the process run? See its services and its log.', {
        topology: 'single-binary',
      }),
    ],
    panel: 'storage.blocks-compacted',
    doc: HEALTH_DOCS.compaction,
  },
  numberCheck({
    id: 'storage.compaction-errors',
    title: 'Compactions fail',
    looksAt: 'Failed compactions in the last hour, as long as they still fail.',
    cause:
      'A block cannot be read or written, or the process runs out of memory on one huge trace. Failed blocks are tried again, and hold up the others.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => stillIncreasing(context, 'tempodb_compaction_errors_total'),
    threshold: 0,
    critical: 10,
    unit: 'events',
    says: (worst) => `${formatCount(worst, 'compaction', 'compactions')} failed within an hour.`,
    otherwise: 'No compaction fails.',
    remedies: [
      advice('The log of the compactor or backend-worker names the block and the error.'),
      setting('Smaller windows need less memory.', 'compactor.compaction.compaction_window', '30m', {
        generation: '2.x',
      }),
      advice('A damaged block: move its folder out of the bucket.'),
    ],
    panel: 'errors.maintenance',
    doc: HEALTH_DOCS.compaction,
  }),
  numberCheck({
    id: 'storage.blocks-growing',
    title: 'The number of blocks grows',
    looksAt: 'Blocks of each tenant now against a day ago, from 1,000 on.',
    cause: 'Either more comes in, or compaction or retention does not keep up.',
    severity: 'warning',
    confidence: 'possible',
    expr: ({ matchers }) => {
      const blocks = (offset: string) => maxBy(TENANT, `${select('tempodb_blocklist_length', matchers())}${offset}`);
      return `(${blocks('')} > 1000) / ${blocks(' offset 1d')}`;
    },
    threshold: 1.4,
    unit: 'count',
    subject: TENANT,
    says: (worst, tenant) => `${tenant} has ${worst} times as many blocks as a day ago.`,
    otherwise: 'The number of blocks is steady.',
    remedies: [
      advice('Compare with the bytes received: if they grew as much, all is well.'),
      advice('If not, see compaction and retention.'),
    ],
    panel: 'storage.blocks-by-tenant',
    doc: HEALTH_DOCS.compaction,
  }),
  numberCheck({
    id: 'storage.poll-errors',
    title: 'The list of blocks cannot be read',
    looksAt: 'Failed polls of the list in the last hour, as long as they still fail.',
    cause:
      'Processes go on with the list that they have: new blocks are not searched, so traces go missing when they leave the ingesters.',
    severity: 'critical',
    confidence: 'certain',
    expr: (context) => stillIncreasing(context, 'tempodb_blocklist_poll_errors_total', TENANT),
    threshold: 0,
    unit: 'events',
    subject: TENANT,
    says: (worst, tenant) => `${formatCount(worst, 'poll', 'polls')} failed within an hour (${tenant}).`,
    otherwise: 'The list is read.',
    remedies: [advice('Look at the errors of object storage: permission to list, time-outs, throttling.')],
    panel: 'errors.maintenance',
    doc: HEALTH_DOCS.polling,
  }),
  numberCheck({
    id: 'storage.index-stale',
    title: 'The index of blocks is old',
    looksAt: 'The age of the index of each tenant.',
    cause: 'Queriers read the list of blocks from the index. What was written since is not searched.',
    severity: 'critical',
    confidence: 'certain',
    expr: ({ matchers }) => maxBy(TENANT, select('tempodb_blocklist_tenant_index_age_seconds', matchers())),
    threshold: 900,
    unit: 'seconds',
    subject: TENANT,
    says: (worst, tenant) => `The index of ${tenant} is ${worst} old.`,
    noSeries:
      'Prometheus has no tempodb_blocklist_tenant_index_age_seconds: no process has read an index of blocks yet.',
    otherwise: 'All indices are younger than 15 minutes.',
    remedies: [
      advice('Which process builds it ("Index builders")? Its log says why it does not.'),
      setting('Let more processes build it.', 'storage.trace.blocklist_poll_tenant_index_builders', 2),
    ],
    panel: 'storage.index-age',
    doc: HEALTH_DOCS.polling,
  }),
  {
    id: 'storage.no-index-builder',
    title: 'Nobody builds the index of a tenant',
    looksAt: 'Builders of the index of each tenant that has blocks.',
    cause:
      'Without a builder the index gets old, and then every process lists the bucket by itself: slow and expensive.',
    severity: 'warning',
    confidence: 'likely',
    queries: ({ matchers }) => ({
      none: `sum by (tenant) (${select('tempodb_blocklist_tenant_index_builder', matchers())}) == 0 and on (tenant) ${maxBy(TENANT, select('tempodb_blocklist_length', matchers()))} > 0`,
    }),
    judge: ({ numbers }) => {
      const tenants = (numbers.none ?? []).map(({ labels }) => labels.tenant ?? '');
      return tenants.length === 0
        ? fine('Every tenant with blocks has a builder.')
        : found(`No builder: ${tenants.join(', ')}.`, {
            subjects: tenants.map((name) => ({ name, detail: 'no builder' })),
          });
    },
    remedies: [
      advice(
        'Compactors (2.x) or the backend-scheduler and workers (3.x) build it: does one run, and is its ring well?'
      ),
      setting('Let more processes build it.', 'storage.trace.blocklist_poll_tenant_index_builders', 2),
    ],
    panel: 'storage.index-builders',
    doc: HEALTH_DOCS.polling,
  },
  numberCheck({
    id: 'storage.backend-errors',
    title: 'Object storage answers with errors',
    looksAt: 'Requests to object storage that ended with 5xx or 429 in the last minutes.',
    cause:
      'The storage is overloaded, throttles, or is down. Reads are tried again and get slow; blocks stay on disks.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => {
      const failed = recentObservations(context, BACKEND, ['operation'], 'status_code=~"5..|429"');
      return `${failed} / ${recentObservations(context, BACKEND, ['operation'])}`;
    },
    threshold: 0.01,
    critical: 0.2,
    unit: 'ratio',
    subject: ['operation'],
    says: (worst, operation) => `${worst} of the ${operation} requests fail.`,
    otherwise: 'Object storage answers (or blocks are on a local disk).',
    remedies: [
      advice('See the status page and quotas of the storage.'),
      setting('Ask less at a time.', 'storage.trace.pool.max_workers', 200),
      setting('Poll the list of blocks less often.', 'storage.trace.blocklist_poll', '10m'),
    ],
    panel: 'errors.object-storage',
    doc: HEALTH_DOCS.storage,
  }),
  numberCheck({
    id: 'storage.access-denied',
    title: 'Object storage refuses access',
    looksAt: 'Requests to object storage that ended with 401 or 403 in the last minutes.',
    cause: 'Credentials are wrong or have run out, or the policy of the bucket lacks a permission.',
    severity: 'critical',
    confidence: 'certain',
    expr: (context) => recentObservations(context, BACKEND, ['operation'], 'status_code=~"401|403"'),
    threshold: 0,
    unit: 'per second',
    subject: ['operation'],
    says: (worst, operation) => `${worst} ${operation} requests are refused.`,
    otherwise: 'Nothing is refused.',
    remedies: [
      advice(
        'S3 needs ListBucket on the bucket, and GetObject, PutObject, DeleteObject, GetObjectTagging, PutObjectTagging on what is in it.'
      ),
    ],
    panel: 'errors.object-storage',
    doc: HEALTH_DOCS.storage,
  }),
  {
    id: 'storage.local-disk',
    title: 'Blocks are on the local disk of each process',
    looksAt: 'storage.trace.backend in the configuration, with Tempo in microservices mode.',
    cause:
      'Ingesters, queriers and compactors must see the same blocks. With the backend "local" each sees its own disk, unless all of them share one: then traces are gone when they leave the ingesters.',
    severity: 'warning',
    confidence: 'possible',
    requires: { topology: 'microservices' },
    judge: judgeBackend,
    remedies: [
      setting('Use object storage that all reach (s3, gcs, azure).', 'storage.trace.backend', 's3'),
      advice('If all processes mount one shared volume, all is well.'),
    ],
    panel: 'storage.bytes-by-tenant',
    doc: HEALTH_DOCS.storage,
  },
];

function judgeBackend({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'config');
  const backends = answers.flatMap(({ value }) => configText(value.config, 'storage.trace.backend') ?? []);
  if (answers.length === 0) {
    return unknown(whyUnanswered('config', failures));
  }
  return backends.includes('local') ? found('The backend is "local".') : fine('Blocks are in object storage.');
}
