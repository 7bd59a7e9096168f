import { t } from '@grafana/i18n';
import type { ProcessName } from '../../health';

/** What a process is called on the page. */
export function nameOfProcess(process: ProcessName): string {
  return process === 'single-binary' ? t('health.process.all', 'Single binary') : process;
}
