import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import React from 'react';
import { failureText } from './failureText';
import type { Unanswer } from './listUnanswered';
import { nameOfProcess } from './nameOfProcess';

/** Who did not answer and why, once for each reason; nothing where all did. */
export function Unanswered({ unanswered }: { unanswered: readonly Unanswer[] }) {
  const byReason = new Map<string, string[]>();
  for (const { process, failure } of unanswered) {
    const reason = failureText(failure);
    byReason.set(reason, [...(byReason.get(reason) ?? []), nameOfProcess(process)]);
  }
  return (
    <>
      {[...byReason].map(([reason, names]) => (
        <Alert
          key={reason}
          severity="warning"
          title={t('health.unanswered', 'No answer: {{processes}}', {
            processes: names.join(', '),
            interpolation: { escapeValue: false },
          })}
        >
          {reason}
        </Alert>
      ))}
    </>
  );
}
