import { t } from '@grafana/i18n';
import React, { useLayoutEffect, useRef, useState } from 'react';
import type { TraceqlSuggestions } from '../../data/suggestions/traceqlSuggestions';
import {
  toVisual,
  type Diagnostic,
  type Fix,
  type Path,
  type Query,
  type Range,
  type VisualQuery,
} from '../../traceql';
import { BuilderProvider } from './BuilderContext';
import { HintsPart } from './HintsPart';
import { LiveMessage } from './LiveMessage';
import { MetricsPart } from './MetricsPart';
import { marksOfParts, WHOLE_QUERY } from './partMarks';
import { PartNotes } from './PartNotes';
import { CommentNotes } from './CommentNotes';
import { reuseVisual } from './reuseVisual';
import { useRowStyles } from './rowStyles';
import { StageList } from './StageList';
import { useBuilderState } from './useBuilderState';

export interface TraceqlBuilderProps {
  /** Last good tree. */
  query: Query;
  /** Takes the tree as edited; the caller renders it to text, parses that, and hands the new tree back. */
  onChange(query: Query): void;
  /** Version of Tempo as it says it; empty where unknown. */
  tempo: string;
  suggestions: TraceqlSuggestions;
  /**
   * What `check` says of the query, shown at the part it concerns with the quick fixes. Ranges are those of the text that
   * `query` was parsed from.
   */
  diagnostics: readonly Diagnostic[];
  onFix(fix: Fix): void;
  /** Part of the query (a range in its text) to point out; null for none. */
  highlight: Range | null;
  /** The query is shown and cannot be edited, for example while its text has an error. */
  disabled?: boolean;
}

/** The form of a query: the whole language as rows, groups and steps. Edits the tree, never the text. */
export function TraceqlBuilder(props: TraceqlBuilderProps) {
  const { query, diagnostics, highlight } = props;
  const styles = useRowStyles();
  const box = useRef<HTMLElement>(null);
  const { builder, message } = useBuilderState(props, box);
  const visual = useReusedVisual(query);
  useLayoutEffect(() => {
    builder.marks.set(marksOfParts(query, visual, diagnostics, highlight));
  }, [builder, query, visual, diagnostics, highlight]);
  return (
    <BuilderProvider value={builder}>
      <section ref={box} className={styles.list} aria-label={t('traceql-builder.label', 'Query builder')}>
        <PartNotes part={WHOLE_QUERY} />
        <CommentNotes comments={visual.comments} />
        <StageList stages={visual.stages} holder={NO_PATH} />
        <MetricsPart metrics={visual.metrics} secondStages={visual.secondStages} />
        <HintsPart hints={visual.hints} />
        <CommentNotes comments={visual.trailingComments} />
        <LiveMessage message={message} />
      </section>
    </BuilderProvider>
  );
}

const NO_PATH: Path = [];

function useReusedVisual(query: Query): VisualQuery {
  const [shown, setShown] = useState(() => ({ query, visual: toVisual(query) }));
  if (shown.query === query) {
    return shown.visual;
  }
  const next = { query, visual: reuseVisual(shown.visual, toVisual(query)) };
  setShown(next);
  return next.visual;
}
