import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { IconButton } from '@grafana/ui';
import React, { memo, useCallback, useMemo, useState } from 'react';
import {
  contentOf,
  isComplete,
  putRow,
  removeConditions,
  typeOfContent,
  typeOfField,
  type RowContent,
  type VisualRow,
} from '../../traceql';
import { ActionMenu, type Actions } from './ActionMenu';
import { useBuilder } from './BuilderContext';
import { CommentNotes } from './CommentNotes';
import { IncompleteNote } from './IncompleteNote';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { pathKey } from './pathKey';
import { RowControls, type RowState } from './RowControls';
import { useRowStyles } from './rowStyles';

interface ConditionRowProps {
  row: VisualRow;
  /** "2", or "2.1" in a group. */
  number: string;
  actions: Actions;
  /** Where the focus goes when the row is removed. */
  afterRemoval: readonly string[];
}

/** A comparison of a field with one value or several, or a test whether it is there. */
export const ConditionRow = memo(function ConditionRow({ row, number, actions, afterRemoval }: ConditionRowProps) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const key = pathKey(row.path);
  const isHighlighted = useIsHighlighted(key);
  const state = useMemo(() => stateOf(contentOf(row)), [row]);
  const values = useMemo(() => ({ path: row.path }), [row]);
  const name = t('traceql-builder.condition', 'condition {{number}}', { number });
  const { place } = row;
  // Between an operator without a value and the value of another one the query keeps the old condition.
  const [unfinished, setUnfinished] = useState<{ row: VisualRow; state: RowState } | null>(null);
  const isUnfinished = unfinished?.row === row;
  const change = useCallback(
    (next: RowState) => {
      const complete = isComplete(next.content);
      setUnfinished(complete ? null : { row, state: next });
      if (complete) {
        edit((query) => putRow(query, place, next.content));
      }
    },
    [edit, place, row]
  );
  const remove = () =>
    edit((query) => removeConditions(query, place), {
      say: t('traceql-builder.removed', 'Removed {{name}}', { name }),
      focus: afterRemoval,
    });
  return (
    <div className={cx(styles.row, isHighlighted && styles.marked)} role="group" aria-label={name}>
      <div className={styles.controls}>
        <RowControls
          name={name}
          row={isUnfinished ? unfinished.state : state}
          place={values}
          onChange={change}
          focusKey={key}
        />
        <CommentNotes comments={commentsOf(state.content)} />
        {isUnfinished && <IncompleteNote />}
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
});

function stateOf(content: RowContent): RowState {
  const [first] = content.values;
  const isField = first?.kind === 'attribute' || first?.kind === 'intrinsic';
  return { content, type: isField ? 'field' : (typeOfContent(content) ?? typeOfField(content.field) ?? 'string') };
}

function commentsOf({ field, values }: RowContent) {
  return [field, ...values].flatMap((node) => node.comments ?? []);
}
