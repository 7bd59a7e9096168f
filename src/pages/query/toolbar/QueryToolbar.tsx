import type { TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, RadioButtonGroup, Stack, ToolbarButton } from '@grafana/ui';
import React, { memo } from 'react';
import type { DataSource } from '../../../grafana';
import type { SharedQuery } from '../actions/buildLinks';
import { askedText, traceIdOf, type Draft } from '../state/draft';
import type { EditorKind } from '../state/queryState';
import type { QueryDraftControl } from '../state/useQueryDraft';
import type { QueryStateControl } from '../state/useQueryState';
import type { QueryRunner } from '../useQueryRunner';
import { QueryOptions } from './QueryOptions';
import { ShareControls } from './ShareControls';
import { TimeControls } from './TimeControls';

interface QueryToolbarProps {
  control: QueryDraftControl;
  /** The draft to show, which may be a moment behind that of `control`. */
  draft: Draft;
  url: QueryStateControl;
  runner: QueryRunner;
  tempo: DataSource;
  range: TimeRange;
  onLibrary(): void;
}

/** What is done with the whole query. */
export function QueryToolbar({ control, draft, url, runner, tempo, range, onLibrary }: QueryToolbarProps) {
  const { state, change } = url;
  const isMetrics = draft.tree.metrics !== null;
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
        <Button variant="secondary" icon="book-open" onClick={onLibrary}>
          {t('query.toolbar.library', 'Queries')}
        </Button>
        <ShareControls
          shared={sharedOf(url, draft, tempo.uid)}
          sendsTenant={tempo.sendsTenant}
          onOpen={control.flush}
        />
        <Stack direction="row" grow={1} />
        <TimeControls
          range={range}
          refresh={state.refresh}
          isRunning={runner.run.status === 'running'}
          onChange={change}
          onRun={runner.start}
        />
      </Stack>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
        <EditorChoice editor={state.editor} onChange={change} />
        <UndoRedo
          canUndo={draft.past.length > 0}
          canRedo={draft.future.length > 0}
          undo={control.undo}
          redo={control.redo}
        />
        <QueryOptions
          isMetrics={isMetrics}
          limit={state.limit}
          spansPerSpanset={state.spansPerSpanset}
          stepSeconds={state.stepSeconds}
          onChange={change}
        />
      </Stack>
    </Stack>
  );
}

// The parts are memoised: most keys change the query's text, and nothing here but what may be undone.

interface EditorChoiceProps {
  editor: EditorKind;
  onChange: QueryStateControl['change'];
}

const EditorChoice = memo(function EditorChoice({ editor, onChange }: EditorChoiceProps) {
  return (
    <RadioButtonGroup<EditorKind>
      aria-label={t('query.toolbar.editor', 'How to edit the query')}
      options={[
        { value: 'build', label: t('query.toolbar.build', 'Builder'), icon: 'sliders-v-alt' },
        { value: 'code', label: t('query.toolbar.code', 'Code'), icon: 'brackets-curly' },
      ]}
      value={editor}
      onChange={(chosen) => onChange({ editor: chosen })}
    />
  );
});

interface UndoRedoProps extends Pick<QueryDraftControl, 'undo' | 'redo'> {
  canUndo: boolean;
  canRedo: boolean;
}

const UndoRedo = memo(function UndoRedo({ canUndo, canRedo, undo, redo }: UndoRedoProps) {
  return (
    <Stack direction="row" gap={0.5}>
      <ToolbarButton
        variant="canvas"
        icon="corner-up-left"
        tooltip={t('query.toolbar.undo', 'Undo')}
        aria-label={t('query.toolbar.undo', 'Undo')}
        disabled={!canUndo}
        onClick={undo}
      />
      <ToolbarButton
        variant="canvas"
        icon="corner-up-right"
        tooltip={t('query.toolbar.redo', 'Redo')}
        aria-label={t('query.toolbar.redo', 'Redo')}
        disabled={!canRedo}
        onClick={redo}
      />
    </Stack>
  );
});

function sharedOf({ state }: QueryStateControl, draft: Draft, tempoUid: string): SharedQuery {
  const traceId = traceIdOf(draft.text);
  return {
    text: traceId ?? askedText(draft),
    ...(traceId ? { traceId } : {}),
    isMetrics: !traceId && draft.tree.metrics !== null,
    raw: { from: state.from, to: state.to },
    limit: state.limit,
    spansPerSpanset: state.spansPerSpanset,
    stepSeconds: state.stepSeconds,
    tableType: state.view.mode,
    tempoUid,
  };
}
