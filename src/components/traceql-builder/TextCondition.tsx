import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { IconButton } from '@grafana/ui';
import React from 'react';
import { readExpression, removeConditions, renderExpression, replaceNode, type VisualText } from '../../traceql';
import { ActionMenu, type Actions } from './ActionMenu';
import { useBuilder } from './BuilderContext';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';
import { TraceqlBox } from './TraceqlBox';

interface TextConditionProps {
  condition: VisualText;
  number: string;
  actions: Actions;
  afterRemoval: readonly string[];
}

/** A condition that no row can show, as TraceQL. */
export function TextCondition({ condition, number, actions, afterRemoval }: TextConditionProps) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const { path, place, expression } = condition;
  const key = pathKey(path);
  const isHighlighted = useIsHighlighted(key);
  const name = t('traceql-builder.condition', 'condition {{number}}', { number });
  const commit = (typed: string): string | null => {
    const read = readExpression(typed);
    if (read.ok) {
      edit((query) => replaceNode(query, path, read.value));
    }
    return read.ok ? null : read.problem;
  };
  const remove = () =>
    edit((query) => removeConditions(query, place), {
      say: t('traceql-builder.removed', 'Removed {{name}}', { name }),
      focus: afterRemoval,
    });
  return (
    <div className={cx(styles.row, isHighlighted && styles.marked)} role="group" aria-label={name}>
      <div className={styles.controls}>
        <TraceqlBox
          label={t('traceql-builder.text-of', 'TraceQL of {{name}}', { name })}
          text={renderExpression(expression)}
          onCommit={commit}
          focusKey={`${key}:value`}
        />
        <PartNotes part={key} />
      </div>
      <div className={styles.actions}>
        <ActionMenu label={t('traceql-builder.actions', 'Actions of {{name}}', { name })} actions={actions} />
        <IconButton
          name="trash-alt"
          tooltip={t('traceql-builder.remove', 'Remove {{name}}', { name })}
          disabled={disabled}
          onClick={remove}
        />
      </div>
    </div>
  );
}
