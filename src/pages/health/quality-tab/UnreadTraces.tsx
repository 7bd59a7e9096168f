import { t } from '@grafana/i18n';
import { Alert, TextLink } from '@grafana/ui';
import React from 'react';
import { useSurroundings, type UnreadTrace } from '../../../data';
import { tracePath } from '../../../panels';
import { failureText } from '../failureText';

interface UnreadTracesProps {
  unread: readonly UnreadTrace[];
  /** Empty when they were read. */
  vanished: number;
}

/** More would bury the report. */
const SHOWN = 5;

/** Traces of the sample that could not be judged. */
export function UnreadTraces({ unread, vanished }: UnreadTracesProps) {
  const { tempo } = useSurroundings();
  if (unread.length === 0 && vanished === 0) {
    return null;
  }
  return (
    <Alert
      severity="warning"
      title={t('health.quality.unread', 'Traces that were not judged: {{count}}', { count: unread.length + vanished })}
    >
      {vanished > 0 && (
        <p>
          {t(
            'health.quality.vanished',
            'Found by a search, but without spans when they are read by their ID: {{count}}. They were just deleted, or recent data is not complete.',
            { count: vanished }
          )}
        </p>
      )}
      <ul>
        {unread.slice(0, SHOWN).map(({ traceId, failure }) => (
          <li key={traceId}>
            <TextLink inline href={tracePath({ traceId }, tempo?.uid ?? '')}>
              {traceId}
            </TextLink>
            {`: ${failureText(failure)}`}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
