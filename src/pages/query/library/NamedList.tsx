import { t, Trans } from '@grafana/i18n';
import { Button, EmptyState, FileUpload, IconButton, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useState, type FormEvent } from 'react';
import { Problem } from '../../../components/Problem';
import {
  countMerge,
  mergeNamed,
  readExport,
  removeNamed,
  renderExport,
  type ImportedQueries,
  type QueryMemory,
} from '../memory/queryMemory';
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
  const [message, setMessage] = useState<ImportMessage>();
  const importFile = async (file: File) => {
    // A file that cannot be read (any more) is none of saved queries either.
    const imported = readExport(await file.text().catch(() => ''));
    setMessage(describeImport(memory, imported));
    if (imported) {
      update((before) => mergeNamed(before, imported.named));
    }
  };
  const takeFile = ({ currentTarget: input }: FormEvent<HTMLInputElement>) => {
    const file = input.files?.[0];
    if (file) {
      void importFile(file);
    }
    // Else the browser would not tell of the same file again, once it has been mended.
    input.value = '';
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
        <FileUpload accept=".json" showFileName={false} onFileUpload={takeFile}>
          {t('query.named.import', 'Import')}
        </FileUpload>
      </Stack>
      {message && <Problem severity={message.severity} title={message.title} />}
    </Stack>
  );
}

interface ImportMessage {
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: string;
}

/** What has become of a file: what was added, what gave way, and what could not be read. */
function describeImport(memory: QueryMemory, imported: ImportedQueries | undefined): ImportMessage {
  const readable = imported?.named.length ?? 0;
  const unreadable = imported?.unreadableCount ?? 0;
  if (!imported || (readable === 0 && unreadable > 0)) {
    return {
      severity: 'error',
      title: t('query.named.not-imported', 'This is no file of saved queries: choose one that was exported here'),
    };
  }
  if (readable === 0) {
    return { severity: 'warning', title: t('query.named.empty-file', 'There is no query in this file') };
  }
  const { added, replaced, kept } = countMerge(memory, imported.named);
  const parts = [
    t('query.named.added', 'Queries added: {{added}}', { added }),
    ...(replaced > 0 ? [t('query.named.replaced', 'replaced by newer ones: {{replaced}}', { replaced })] : []),
    ...(kept > 0 ? [t('query.named.kept', 'yours are newer and stay: {{kept}}', { kept })] : []),
    ...(unreadable > 0 ? [t('query.named.unreadable', 'damaged and left out: {{unreadable}}', { unreadable })] : []),
  ];
  return { severity: unreadable > 0 ? 'warning' : 'info', title: parts.join(', ') };
}
