import { dateTimeFormat } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, EmptyState, LoadingPlaceholder, Stack } from '@grafana/ui';
import React from 'react';
import { forgetHistory } from '../memory/queryMemory';
import type { QueryMemoryControl } from '../memory/useQueryMemory';
import { MemoryProblem } from './MemoryProblem';
import { QueryCard } from './QueryCard';

interface HistoryListProps {
  control: QueryMemoryControl;
  onUse(text: string): void;
}

/** What was run, the newest first. */
export function HistoryList({ control, onUse }: HistoryListProps) {
  const { memory, status, problem, update } = control;
  if (status === 'loading') {
    return <LoadingPlaceholder text={t('query.library.loading', 'Loading your queries…')} />;
  }
  return (
    <Stack direction="column" gap={1}>
      <MemoryProblem problem={problem} />
      {memory.history.length === 0 ? (
        <EmptyState variant="completed" hideImage message={t('query.history.empty', 'No query has been run yet')} />
      ) : (
        <>
          <div>
            <Button variant="secondary" size="sm" icon="trash-alt" onClick={() => update(forgetHistory)}>
              <Trans i18nKey="query.history.clear">Clear the history</Trans>
            </Button>
          </div>
          <ul>
            {memory.history.map(({ text, lastRunMs }) => (
              <QueryCard key={text} title={dateTimeFormat(lastRunMs)} text={text} onUse={() => onUse(text)} />
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}
