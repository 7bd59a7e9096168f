interface RecordedFindings {
  /** Found before, during and after the faults: they are in the configuration of the recorded Tempo. */
  readonly always: readonly string[];
  /** Found beside them while a fault is on, by its name. */
  readonly byFault: Readonly<Record<string, readonly string[]>>;
}

/**
 * Checks that find something in the recordings, by release: with the metrics all through each fault, and, for 2.6.1, what the
 * API of each component answered then.
 *
 * While limits were lowered the tenant had a block of overrides of its own, which replaces the defaults whole: hence a rate of 0
 * and no processors beside the intended fault, in both releases.
 */
export const RECORDED_FINDINGS: Readonly<Record<'2.6.1' | '3.0.3', RecordedFindings>> = {
  '2.6.1': {
    always: [
      'access.profiles',
      'configuration.few-workers',
      'configuration.not-ready-for-3',
      'configuration.recent-data-gap',
      'storage.local-disk',
      'writes.receiver-on-localhost',
    ],
    byFault: {
      'ingestion rate limit': [
        'generator.local-blocks-missing',
        'generator.no-processors',
        'limits.rate-limited',
        'reads.failing',
        'writes.refused',
      ],
      'live traces and trace size limits': [
        'generator.local-blocks-missing',
        'generator.no-processors',
        'limits.live-traces',
        'limits.rate-limited',
        'limits.trace-too-large',
        'limits.zero-rate',
        'reads.failing',
        'writes.refused',
      ],
      'querier stopped': [
        'processes.down',
        'processes.unreachable',
        'reads.metrics-fail',
        'reads.no-queriers',
        'reads.queue-waiting',
        'reads.retries',
        'reads.search-fails',
        'reads.slow',
      ],
      'active series limit': [
        'generator.half-edges',
        'generator.local-blocks-missing',
        'generator.series-limit',
        'limits.rate-limited',
        'limits.zero-rate',
        'reads.failing',
        'writes.refused',
      ],
      'ingester stopped': [
        'limits.discarded-otherwise',
        'processes.down',
        'processes.unreachable',
        'reads.failing',
        'reads.search-fails',
        'writes.ingester-append-failures',
        'writes.refused',
        'writes.slow',
      ],
    },
  },
  '3.0.3': {
    always: ['access.changing-routes', 'access.profiles', 'writes.receiver-on-localhost'],
    byFault: {
      'ingestion rate limit': ['generator.no-processors', 'limits.rate-limited', 'writes.refused'],
      'live traces and trace size limits': [
        'generator.no-processors',
        'limits.live-traces',
        'limits.rate-limited',
        'limits.trace-too-large',
        'limits.zero-rate',
        'writes.refused',
      ],
      'active series limit': [
        'generator.series-limit',
        'generator.series-near-limit',
        'limits.rate-limited',
        'limits.zero-rate',
        'writes.refused',
      ],
    },
  },
};
