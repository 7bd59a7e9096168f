import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import React, { memo, type ReactNode } from 'react';
import {
  readStage,
  renderExpression,
  renderStage,
  replaceNode,
  type Path,
  type VisualGroupBy,
  type VisualPlainStage,
  type VisualStage,
  type VisualTextStage,
} from '../../traceql';
import { ActionMenu, type Actions } from './ActionMenu';
import { AggregateControls } from './AggregateControls';
import { useBuilder } from './BuilderContext';
import { CommentNotes } from './CommentNotes';
import { ExpressionBox } from './ExpressionBox';
import { FieldList } from './FieldList';
import { FieldPicker } from './FieldPicker';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';
import { SpansetBlock } from './SpansetBlock';
import type { StageListComponent } from './stageProps';
import { stageActions, type StagePlace } from './stageActions';
import { TraceqlBox } from './TraceqlBox';

interface StageBlockProps extends StagePlace {
  stage: VisualStage;
  Steps: StageListComponent;
}

/** One step of a pipeline. */
export const StageBlock = memo(function StageBlock({ stage, title, holder, index, count, Steps }: StageBlockProps) {
  const { edit } = useBuilder();
  const actions: Actions = () => stageActions(edit, { title, holder, index, count });
  switch (stage.kind) {
    case 'filter':
    case 'chain':
    case 'pipeline':
    case 'invalid':
      return <SpansetBlock spanset={stage} title={title} actions={actions} Steps={Steps} />;
    case 'aggregate':
      return (
        <Step {...{ stage, title, actions }} words={t('traceql-builder.keep', 'keep traces or groups where')}>
          <AggregateControls stage={stage} name={title} />
        </Step>
      );
    case 'scalar-pipeline':
      return (
        <Step {...{ stage, title, actions }} words={t('traceql-builder.keep-result', 'the result of these steps')}>
          <Steps stages={stage.stages} holder={[...stage.path, 'left']} />
          <AggregateControls stage={stage} name={title} />
        </Step>
      );
    case 'group-by':
      return (
        <Step {...{ stage, title, actions }} words={t('traceql-builder.group-by', 'group by')}>
          <GroupByControls stage={stage} name={title} />
        </Step>
      );
    case 'coalesce':
    case 'select':
      return <PlainStage {...{ stage, title, actions }} />;
    case 'text-stage':
      return (
        <Step {...{ stage, title, actions }} words="">
          <TextStage stage={stage} name={title} />
        </Step>
      );
  }
});

interface StepProps {
  stage: VisualStage;
  title: string;
  actions: Actions;
  /** What the step does, beside its number. */
  words: string;
  children?: ReactNode;
}

function Step({ stage, title, actions, words, children }: StepProps) {
  const styles = useRowStyles();
  const key = pathKey(stage.path);
  const isHighlighted = useIsHighlighted(key);
  return (
    <div
      className={cx(styles.block, isHighlighted && styles.marked)}
      role="group"
      aria-label={`${title} ${words}`.trim()}
      data-focus={`block:${key}`}
    >
      <div className={styles.bar}>
        <div className={styles.title}>{words === '' ? title : `${title}: ${words}`}</div>
        <div className={styles.actions}>
          <ActionMenu label={t('traceql-builder.actions', 'Actions of {{name}}', { name: title })} actions={actions} />
        </div>
      </div>
      {'comments' in stage && <CommentNotes comments={stage.comments} />}
      {children}
      <PartNotes part={key} />
    </div>
  );
}

function PlainStage({ stage, title, actions }: Omit<StepProps, 'words' | 'stage'> & { stage: VisualPlainStage }) {
  const { path, stage: node } = stage;
  const words =
    node.kind === 'select'
      ? t('traceql-builder.show-fields', 'show with every span')
      : t('traceql-builder.coalesce', 'put the groups together again');
  return (
    <Step {...{ stage, title, actions }} words={words}>
      <CommentNotes comments={node.comments} />
      {node.kind === 'select' && (
        <FieldList
          label={t('traceql-builder.shown', 'shown in {{name}}', { name: title })}
          fields={node.fields}
          path={[...path, 'fields']}
          isNeeded
        />
      )}
    </Step>
  );
}

function GroupByControls({ stage, name }: { stage: VisualGroupBy; name: string }) {
  const { edit } = useBuilder();
  const styles = useRowStyles();
  const { expression } = stage;
  const path: Path = [...stage.path, 'expression'];
  const label = t('traceql-builder.field', 'Field {{of}}', { of: t('traceql-builder.of', 'of {{name}}', { name }) });
  if (expression.kind === 'attribute' || expression.kind === 'intrinsic') {
    return (
      <div className={styles.bar}>
        <div className={styles.field}>
          <FieldPicker
            label={label}
            field={expression}
            onPick={(field) => edit((query) => replaceNode(query, path, field))}
          />
        </div>
      </div>
    );
  }
  return <ExpressionBox label={label} path={path} text={renderExpression(expression)} />;
}

function TextStage({ stage, name }: { stage: VisualTextStage; name: string }) {
  const { edit } = useBuilder();
  const { path, stage: node } = stage;
  const commit = (typed: string): string | null => {
    const read = readStage(typed, path[path.length - 1] === 0);
    if (read.ok) {
      edit((query) => replaceNode(query, path, read.value));
    }
    return read.ok ? null : read.problem;
  };
  return (
    <TraceqlBox
      label={t('traceql-builder.text-of', 'TraceQL of {{name}}', { name })}
      text={renderStage(node)}
      onCommit={commit}
    />
  );
}
