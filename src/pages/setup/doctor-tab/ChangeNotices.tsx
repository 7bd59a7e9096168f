import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';
import type { Changes, UndoableChange } from '../../../data';

/** What was changed from here, and the way back. It takes the focus, because the button that was pressed goes. */
export function ChangeNotices({ changes: { undoable, last, undo } }: { changes: Changes }) {
  const notices = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A dialog that closes gives the focus back first.
    const timer = last && setTimeout(() => notices.current?.focus(), FOCUS_MS);
    return () => clearTimeout(timer);
  }, [last]);
  return (
    <div ref={notices} tabIndex={-1} role="group" aria-label={t('setup.changed.label', 'Changes made here')}>
      <LastNotice last={last} />
      {undoable.map((change) => (
        <AppliedNotice key={change.uid} change={change} onUndo={() => undo(change.uid)} />
      ))}
    </div>
  );
}

const FOCUS_MS = 100;

function LastNotice({ last }: Pick<Changes, 'last'>) {
  return (
    <div role="status">
      {last && !last.isReloaded && (
        <Alert
          severity="warning"
          title={t('setup.changed.not-reloaded', 'It is stored, but this browser still has the old settings')}
        >
          <Trans i18nKey="setup.changed.reload">Reload the page in the browser before you test the links again.</Trans>
        </Alert>
      )}
      {last?.kind === 'undone' && last.isReloaded && (
        <Alert
          severity="success"
          title={t('setup.changed.undone', '{{name}} is as it was before', {
            name: last.name,
            interpolation: { escapeValue: false },
          })}
        />
      )}
    </div>
  );
}

function AppliedNotice({ change, onUndo }: { change: UndoableChange; onUndo(): void }) {
  const { name, status, said } = change;
  const named = { name, interpolation: { escapeValue: false } };
  return (
    <div role="status">
      <Alert
        severity={status === 'changed-since' || status === 'failed' ? 'warning' : 'success'}
        title={t('setup.changed.applied', '{{name}} has been changed', named)}
      >
        <Stack direction="column" gap={1} alignItems="flex-start">
          <span>{stateText(status)}</span>
          {status === 'failed' && said !== '' && <code>{said}</code>}
          {status !== 'changed-since' && (
            <Button
              variant="secondary"
              icon="history"
              disabled={status === 'undoing'}
              onClick={onUndo}
              aria-label={t('setup.changed.undo-named', 'Undo the change of {{name}}', named)}
            >
              {status === 'undoing' ? t('setup.changed.undoing', 'Undoing…') : t('setup.changed.undo', 'Undo')}
            </Button>
          )}
        </Stack>
      </Alert>
    </div>
  );
}

function stateText(status: UndoableChange['status']): string {
  switch (status) {
    case 'applied':
    case 'undoing':
      return t('setup.changed.kept', 'What was there before is kept in this browser until the page is reloaded.');
    case 'changed-since':
      return t(
        'setup.changed.since',
        'It cannot be undone from here: somebody has changed the data source since. Look at it under Connections, Data sources.'
      );
    case 'failed':
      return t('setup.changed.failed', 'It could not be undone, as far as is known. Try again.');
  }
}
