import { t } from '@grafana/i18n';
import React, { memo } from 'react';
import type { LogicalOperator, Place, VisualCondition } from '../../traceql';
import type { Actions } from './ActionMenu';
import { useBuilder } from './BuilderContext';
import { conditionActions } from './conditionActions';
import { ConditionRow } from './ConditionRow';
import type { ConditionsComponent } from './conditionsProps';
import { GroupBox } from './GroupBox';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';
import { TextCondition } from './TextCondition';

interface OperandProps {
  Nested: ConditionsComponent;
  operand: VisualCondition;
  number: string;
  joiner: LogicalOperator;
  slots: readonly Place[];
  index: number;
  isAlone: boolean;
  onJoin(): void;
}

/** One of the conditions of a group: a row, a group, a negation, or text. */
export const Operand = memo(function Operand(props: OperandProps) {
  const { operand, number, joiner, slots, index, isAlone, onJoin, Nested } = props;
  const styles = useRowStyles();
  const { edit } = useBuilder();
  const slot = slots[index];
  if (!slot) {
    return null;
  }
  const actions = () => conditionActions(edit, { operand, slots, index, onJoin });
  const afterRemoval = focusAfterRemoval(slots, index);
  return (
    <div style={{ display: 'flex' }} data-focus={`slot:${pathKey(slot.group)}:${index}`}>
      {!isAlone && (
        <span className={styles.joiner} aria-hidden>
          {index === 0 ? '' : joiner === '&&' ? t('traceql-builder.and', 'and') : t('traceql-builder.or', 'or')}
        </span>
      )}
      <div style={{ flex: 1, minWidth: 0 }}>{contentOfOperand({ operand, number, actions, afterRemoval, Nested })}</div>
    </div>
  );
}, sameOperand);

function contentOfOperand({
  operand,
  number,
  actions,
  afterRemoval,
  Nested,
}: {
  Nested: ConditionsComponent;
  operand: VisualCondition;
  number: string;
  actions: Actions;
  afterRemoval: readonly string[];
}) {
  switch (operand.kind) {
    case 'group':
    case 'negation':
      return <GroupBox {...{ condition: operand, number, actions, afterRemoval, Nested }} />;
    case 'text':
      return <TextCondition condition={operand} number={number} actions={actions} afterRemoval={afterRemoval} />;
    default:
      return <ConditionRow row={operand} number={number} actions={actions} afterRemoval={afterRemoval} />;
  }
}

/** `onJoin` is made anew each time and does the same each time. */
function sameOperand(before: OperandProps, next: OperandProps): boolean {
  return (
    before.operand === next.operand &&
    before.number === next.number &&
    before.joiner === next.joiner &&
    before.slots === next.slots &&
    before.index === next.index &&
    before.isAlone === next.isAlone
  );
}

/** To the row that takes the place of the removed one, or to what adds a new one. */
function focusAfterRemoval(slots: readonly Place[], index: number): readonly string[] {
  const group = slots[index]?.group ?? [];
  return [`slot:${pathKey(group)}:${index}`, `${pathKey(group)}:add`, `${pathKey(group.slice(0, -1))}:add`];
}
