import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Badge, Button, IconButton } from '@grafana/ui';
import React from 'react';
import {
  isInFirstFilter,
  removeConditions,
  resolveNegation,
  type Path,
  type VisualGroup,
  type VisualNegation,
} from '../../traceql';
import { ActionMenu, type Actions } from './ActionMenu';
import { useBuilder } from './BuilderContext';
import { CommentNotes } from './CommentNotes';
import { conditionsProps, type ConditionsComponent } from './conditionsProps';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';

interface GroupBoxProps {
  Nested: ConditionsComponent;
  condition: VisualGroup | VisualNegation;
  number: string;
  actions: Actions;
  afterRemoval: readonly string[];
}

/** Conditions within conditions, or the negation of some. */
export function GroupBox({ condition, number, actions, afterRemoval, Nested }: GroupBoxProps) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const isHighlighted = useIsHighlighted(pathKey(condition.path));
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
      {isNegation && isInFirstFilter(condition.path) && <NegationNote path={condition.path} />}
      <PartNotes part={pathKey(condition.path)} />
    </div>
  );
}

/** What Tempo makes of a “not” (all releases up to 3.0; see `opposite.ts`), and the way out. */
function NegationNote({ path }: { path: Path }) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  return (
    <div className={styles.bar}>
      <span className={styles.quiet}>
        {t(
          'traceql-builder.not-finds-nothing',
          'In its first filter Tempo reads only spans that meet what stands behind a “not”, and so finds none of the others.'
        )}
      </span>
      <Button
        size="sm"
        fill="outline"
        variant="secondary"
        icon="wrench"
        disabled={disabled}
        onClick={() => edit((query) => resolveNegation(query, path))}
      >
        {t('traceql-builder.resolve-not', 'Use opposite operators')}
      </Button>
    </div>
  );
}
