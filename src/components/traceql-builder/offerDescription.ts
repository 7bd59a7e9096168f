import { t } from '@grafana/i18n';
import type { Offer } from '../../traceql';
import { UNESCAPED } from './unescaped';

/** What an offer is for; where the Tempo at hand is too old for it, since when it exists and what comes nearest. */
export function offerDescription({ documentation, since, instead }: Offer, isKnown: boolean): string {
  const plain = documentation.replace(/`/g, '');
  if (isKnown) {
    return plain;
  }
  const age = t('traceql-builder.since', 'Since Tempo {{since}}, not in yours.', { since });
  const nearest =
    instead === '' ? '' : t('traceql-builder.instead', 'Instead: {{instead}}.', { instead, interpolation: UNESCAPED });
  return [age, nearest, plain].filter((part) => part !== '').join(' ');
}
