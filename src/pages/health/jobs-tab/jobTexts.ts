import { t } from '@grafana/i18n';
import type { BackendJobKind, BackendJobStatus } from '../../../tempo';

/** A status as people call it. */
export function statusText(status: BackendJobStatus): string {
  switch (status) {
    case 'failed':
      return t('health.jobs.failed', 'failed');
    case 'running':
      return t('health.jobs.running', 'running');
    case 'succeeded':
      return t('health.jobs.succeeded', 'succeeded');
    case 'unspecified':
      return t('health.jobs.waiting', 'not taken yet');
    case 'unknown':
      return t('health.jobs.unknown', 'unknown');
  }
}

/** What a job does. */
export function kindText(kind: BackendJobKind): string {
  switch (kind) {
    case 'compaction':
      return t('health.jobs.compaction', 'compaction');
    case 'retention':
      return t('health.jobs.retention', 'retention');
    case 'redaction':
      return t('health.jobs.redaction', 'redaction');
    case 'unknown':
      return t('health.jobs.unknown', 'unknown');
  }
}
