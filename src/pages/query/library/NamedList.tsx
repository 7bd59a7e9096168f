import { t, Trans } from '@grafana/i18n';
import { Button, EmptyState, FileUpload, IconButton, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Problem } from '../../../components/Problem';
import { mergeNamed, readExport, removeNamed, renderExport } from '../memory/queryMemory';
import type { QueryMemoryControl } from '../memory/useQueryMemory';
import { downloadText } from '../../../components/downloadText';
import { MemoryProblem } from './MemoryProblem';
import { QueryCard } from './QueryCard';
import { SaveQueryForm } from './SaveQueryForm';

interface NamedListProps {
  control: QueryMemoryControl;
  text: string;
  onUse(text: string): void;
}

/** The user's own queries, by name; as a file for others. */
export function NamedList({ control, text, onUse }: NamedListProps) {
  const { memory, status, problem, update } = control;
  if (status === 'loading') {
    return <LoadingPlaceholder text={t('query.library.loading', 'Loading your queries…')} />;
  }
  return (
    <Stack direction="column" gap={2}>
      <MemoryProblem problem={problem} />
      <SaveQueryForm control={control} text={text} />
      {memory.named.length === 0 ? (
        <EmptyState variant="completed" hideImage message={t('query.named.empty', 'No query has been saved yet')} />
      ) : (
        <ul>
          {memory.named.map((query) => (
            <QueryCard
              key={query.name}
              title={query.name}
              text={query.text}
              onUse={() => onUse(query.text)}
              actions={
                <IconButton
                  name="trash-alt"
                  aria-label={t('query.named.remove', 'Remove: {{name}}', {
                    name: query.name,
                    interpolation: { escapeValue: false },
                  })}
                  onClick={() => update((before) => removeNamed(before, query.name))}
                />
              }
            />
          ))}
        </ul>
      )}
      <ImportExport control={control} />
    </Stack>
  );
}

function ImportExport({ control }: { control: QueryMemoryControl }) {
  const { memory, update } = control;
  const [message, setMessage] = useState<{ severity: 'error' | 'info'; title: string }>();
  const importFile = async (file: File | undefined) => {
    const added = file && readExport(await file.text());
    if (added) {
      update((before) => mergeNamed(before, added));
      setMessage({ severity: 'info', title: t('query.named.imported', 'The queries of the file have been added') });
    } else if (file) {
      setMessage({
        severity: 'error',
        title: t('query.named.not-imported', 'This is no file of saved queries: choose one that was exported here'),
      });
    }
  };
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" gap={1} wrap="wrap">
        <Button
          variant="secondary"
          icon="download-alt"
          disabled={memory.named.length === 0}
          onClick={() => downloadText(renderExport(memory), 'traceql-queries.json', 'application/json')}
        >
          <Trans i18nKey="query.named.export">Export</Trans>
        </Button>
        <FileUpload
          accept=".json"
          showFileName={false}
          onFileUpload={(event) => importFile(event.currentTarget.files?.[0])}
        >
          {t('query.named.import', 'Import')}
        </FileUpload>
      </Stack>
      {message && <Problem severity={message.severity} title={message.title} />}
    </Stack>
  );
}
