import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useDeferredValue, useMemo, useState } from 'react';
import { TraceqlBuilder } from '../../../components/traceql-builder/TraceqlBuilder';
import { TraceqlEditor } from '../../../components/traceql-editor/TraceqlEditor';
import { QueryExplanation } from '../../../components/traceql-explanation/QueryExplanation';
import { TraceqlText } from '../../../components/traceql-explanation/TraceqlText';
import type { TraceqlSuggestions } from '../../../data';
import { applyFix, check, type Fix, type Range } from '../../../traceql';
import type { Draft } from '../state/draft';
import type { EditorKind } from '../state/queryState';
import type { QueryDraftControl } from '../state/useQueryDraft';
import { QueryProblems } from './QueryProblems';

interface QueryEditingProps {
  control: QueryDraftControl;
  editor: EditorKind;
  tempo: string;
  suggestions: TraceqlSuggestions;
  onEditor(editor: EditorKind): void;
  onRun(): void;
}

/** One query in three views: builder or code, and in words. All of them show the same draft. */
export function QueryEditing({ control, editor, tempo, suggestions, onEditor, onRun }: QueryEditingProps) {
  const styles = useStyles2(getStyles);
  const { draft } = control;
  const [highlight, setHighlight] = useState<Range | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  // Letters appear at once; what is said of them may come a moment later.
  const told = useDeferredValue(draft);
  const fix = (repair: Fix) => control.writeText(applyFix(told.checked.text, repair));
  const mark = draft.isCurrent ? highlight : null;
  return (
    <div className={styles.views}>
      <div className={styles.editing}>
        {editor === 'code' ? (
          <TraceqlEditor
            value={draft.text}
            onChange={control.writeText}
            onRun={onRun}
            tempo={tempo}
            suggestions={suggestions}
            diagnostics={draft.checked.diagnostics}
            highlight={mark}
            onCursor={setCursor}
            ariaLabel={t('query.editor.label', 'TraceQL query')}
          />
        ) : (
          <Building draft={draft} control={control} tempo={tempo} suggestions={suggestions} highlight={mark} />
        )}
        {editor === 'build' && !draft.isCurrent && <BrokenText draft={draft} control={control} onEditor={onEditor} />}
        <QueryProblems text={told.checked.text} diagnostics={told.checked.diagnostics} onFix={fix} />
      </div>
      <section className={styles.words} aria-label={t('query.explanation.label', 'The query in words')}>
        {!told.isCurrent && (
          <Text element="p" color="secondary" variant="bodySmall">
            <Trans i18nKey="query.explanation.outdated">Before the text had a mistake:</Trans>
          </Text>
        )}
        <QueryExplanation
          query={told.tree}
          tempo={tempo}
          onHighlight={setHighlight}
          cursor={editor === 'code' && told.isCurrent ? cursor : null}
        />
      </section>
    </div>
  );
}

interface BuildingProps {
  draft: Draft;
  control: QueryDraftControl;
  tempo: string;
  suggestions: TraceqlSuggestions;
  highlight: Range | null;
}

function Building({ draft, control, tempo, suggestions, highlight }: BuildingProps) {
  const styles = useStyles2(getStyles);
  const { tree, treeText, isCurrent, checked } = draft;
  const diagnostics = useMemo(
    () => (isCurrent ? checked : check(treeText, { tempo })).diagnostics,
    [isCurrent, checked, treeText, tempo]
  );
  return (
    <Stack direction="column" gap={1}>
      <TraceqlBuilder
        query={tree}
        onChange={control.writeTree}
        tempo={tempo}
        suggestions={suggestions}
        diagnostics={diagnostics}
        onFix={(repair) => control.writeText(applyFix(treeText, repair))}
        highlight={highlight}
        disabled={!isCurrent}
      />
      <div className={styles.text} role="group" aria-label={t('query.text.label', 'The query as text')}>
        <TraceqlText text={treeText} highlight={highlight} />
      </div>
    </Stack>
  );
}

/** The builder cannot show a text that does not parse: it says so, and nothing of the text is lost. */
function BrokenText({ draft, control, onEditor }: Pick<QueryEditingProps, 'control' | 'onEditor'> & { draft: Draft }) {
  return (
    <Alert
      severity="warning"
      title={t('query.broken.title', 'The text has a mistake, so the builder shows the last query that had none')}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <TraceqlText text={draft.text} highlight={draft.checked.diagnostics[0]?.range ?? null} />
        <Stack direction="row" gap={1} wrap="wrap">
          <Button variant="secondary" icon="pen" onClick={() => onEditor('code')}>
            <Trans i18nKey="query.broken.edit">Repair the text</Trans>
          </Button>
          <Button variant="secondary" icon="history" onClick={() => control.writeText(draft.treeText)}>
            <Trans i18nKey="query.broken.drop">Go on with what the builder shows</Trans>
          </Button>
        </Stack>
      </Stack>
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  views: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 3fr) minmax(240px, 1fr)',
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  editing: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  words: css({ minWidth: 0 }),
  text: css({
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(1),
  }),
});
