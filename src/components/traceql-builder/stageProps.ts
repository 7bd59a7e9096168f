import type { ComponentType } from 'react';
import type { Path, VisualSpanset, VisualStage } from '../../traceql';
import type { Actions } from './ActionMenu';

export interface StageListProps {
  stages: readonly VisualStage[];
  /** Path of what holds the stages: of the query (empty), or of a pipeline in parentheses. */
  holder: Path;
}

/** Pipelines hold spansets, which hold pipelines: those within are drawn by the component that draws those around. */
export type StageListComponent = ComponentType<StageListProps>;

export interface SpansetBlockProps {
  spanset: VisualSpanset;
  title: string;
  /** Of the stage or of the chain that holds it. */
  actions?: Actions;
  Steps: StageListComponent;
}
