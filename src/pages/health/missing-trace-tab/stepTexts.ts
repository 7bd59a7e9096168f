import { t } from '@grafana/i18n';
import type { MissingTraceStepId, StepState } from '../../../health';

/** What a step looks at, in a few words. */
export function stepTitle(step: MissingTraceStepId): string {
  switch (step) {
    case 'lookup':
      return t('health.missing.step.lookup', 'Ask Tempo for it');
    case 'tenant':
      return t('health.missing.step.tenant', 'Tenant');
    case 'age':
      return t('health.missing.step.age', 'Age and retention');
    case 'arrival':
      return t('health.missing.step.arrival', 'Receivers');
    case 'limits':
      return t('health.missing.step.limits', 'Limits');
    case 'recent-data':
      return t('health.missing.step.recent-data', 'Recent data');
    case 'blocks':
      return t('health.missing.step.blocks', 'Blocks');
    case 'query-limits':
      return t('health.missing.step.query-limits', 'Limits of queries');
  }
}

/** What came out of a step, in a word or two. */
export function stateText(state: StepState, step: MissingTraceStepId): string {
  switch (state) {
    case 'ok':
      if (step === 'lookup') {
        return t('health.missing.state.not-found', 'not found');
      }
      return t('health.missing.state.ok', 'not here');
    case 'part':
      return t('health.missing.state.part', 'parts are missing');
    case 'suspect':
      return t('health.missing.state.suspect', 'possible reason');
    case 'stop':
      return t('health.missing.state.stop', 'answer');
    case 'unknown':
      return t('health.missing.state.unknown', 'not known');
  }
}
