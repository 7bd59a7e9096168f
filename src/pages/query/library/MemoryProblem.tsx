import { t } from '@grafana/i18n';
import React from 'react';
import { Problem } from '../../../components/Problem';

/** That queries cannot be kept; nothing where they can. */
export function MemoryProblem({ problem }: { problem: string | undefined }) {
  if (problem === undefined) {
    return null;
  }
  return (
    <Problem
      severity="warning"
      title={t('query.library.not-kept', 'Your queries cannot be kept: they last until you leave the page')}
      said={problem}
    />
  );
}
