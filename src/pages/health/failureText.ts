import { t } from '@grafana/i18n';
import type { TempoFailure } from '../../tempo';

/** Why a process gave no answer, with what to do about it, in one or two sentences and the words that came. */
export function failureText(failure: TempoFailure): string {
  const { said } = failure;
  const reason = reasonOf(failure);
  return said === '' ? reason : `${reason} (${said})`;
}

function reasonOf(failure: TempoFailure): string {
  switch (failure.kind) {
    case 'unauthorised':
      return failure.by === 'grafana'
        ? t(
            'health.failure.forbidden',
            'You may not ask this component: an administrator can give you the right "Component reader" of this app.'
          )
        : t('health.failure.credentials', 'The component refused the credentials: see the configuration of the app.');
    case 'unreachable':
      return t(
        'health.failure.unreachable',
        'Nothing answers at this address: is it right, does the component run, may Grafana reach it?'
      );
    case 'not-found':
      return t('health.failure.not-found', 'There is no such page: does the address lead to this component?');
    case 'not-tempo':
      return t('health.failure.not-tempo', 'Something else than Tempo answers at this address.');
    case 'timeout':
      return t('health.failure.timeout', 'The component did not answer in time.');
    case 'overloaded':
      return t('health.failure.overloaded', 'The component is overloaded, or does not answer yet.');
    case 'no-tenant':
      return t('health.failure.no-tenant', 'The component wants a tenant: see the configuration of the app.');
    default:
      return t('health.failure.other', 'The answer could not be read.');
  }
}
