import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Badge, IconButton } from '@grafana/ui';
import React from 'react';
import { removeConditions, type VisualGroup, type VisualNegation } from '../../traceql';
import { ActionMenu, type Action } from './ActionMenu';
import { useBuilder } from './BuilderContext';
import { CommentNotes } from './CommentNotes';
import { conditionsProps, type ConditionsComponent } from './conditionsProps';
import { PartNotes } from './PartNotes';
import { usePartMarks } from './PartMarksStore';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';

interface GroupBoxProps {
  Nested: ConditionsComponent;
  condition: VisualGroup | VisualNegation;
  number: string;
  actions: ReadonlyArray<Action | null>;
  afterRemoval: readonly string[];
}

/** Conditions within conditions, or the negation of some. */
export function GroupBox({ condition, number, actions, afterRemoval, Nested }: GroupBoxProps) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const { isHighlighted } = usePartMarks(pathKey(condition.path));
  const isNegation = condition.kind === 'negation';
  const name = isNegation
    ? t('traceql-builder.not-group', 'Not: group {{number}}', { number })
    : t('traceql-builder.group', 'Group {{number}}', { number });
  const remove = () =>
    edit((query) => removeConditions(query, condition.place), {
      say: t('traceql-builder.removed', 'Removed {{name}}', { name }),
      focus: afterRemoval,
    });
  const tools = (
    <>
      {isNegation && <Badge color="orange" icon="ban" text={t('traceql-builder.not', 'Not')} />}
      <div className={styles.actions}>
        <ActionMenu label={t('traceql-builder.actions', 'Actions of {{name}}', { name })} actions={actions} />
        <IconButton
          name="trash-alt"
          tooltip={t('traceql-builder.remove', 'Remove {{name}}', { name })}
          disabled={disabled}
          onClick={remove}
        />
      </div>
    </>
  );
  return (
    <div className={cx(styles.group, isHighlighted && styles.marked)} role="group" aria-label={name}>
      {isNegation && <CommentNotes comments={condition.comments} />}
      <Nested {...conditionsProps(isNegation ? condition.operand : condition, `${number}.`, tools)} />
      <PartNotes part={pathKey(condition.path)} />
    </div>
  );
}
