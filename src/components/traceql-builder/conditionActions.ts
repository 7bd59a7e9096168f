import { t } from '@grafana/i18n';
import { moveConditions, negate, negateConditions, unwrapGroup, type Place, type VisualCondition } from '../../traceql';
import type { Action } from './ActionMenu';
import type { Builder } from './BuilderContext';
import { pathKey } from './pathKey';

interface Situation {
  readonly operand: VisualCondition;
  readonly slots: readonly Place[];
  readonly index: number;
  /** Begins a group of this and another condition. */
  onJoin(): void;
}

/** What can be done with a condition besides changing and removing it. */
export function conditionActions(edit: Builder['edit'], situation: Situation): ReadonlyArray<Action | null> {
  const { operand, onJoin } = situation;
  return [
    moveAction(edit, situation, -1),
    moveAction(edit, situation, 1),
    operand.kind === 'group'
      ? null
      : { label: t('traceql-builder.join', 'Group with another condition'), icon: 'layer-group', run: onJoin },
    negateAction(edit, situation),
    operand.kind === 'group'
      ? {
          label: t('traceql-builder.ungroup', 'Dissolve the group'),
          icon: 'times-circle',
          run: () =>
            edit((query) => unwrapGroup(query, operand.path), {
              say: t('traceql-builder.ungrouped', 'Group dissolved'),
            }),
        }
      : null,
  ];
}

function moveAction(edit: Builder['edit'], { slots, index }: Situation, step: -1 | 1): Action | null {
  const slot = slots[index];
  const neighbour = slots[index + step];
  if (!slot || !neighbour) {
    return null;
  }
  const to = step < 0 ? neighbour.from : neighbour.to;
  return {
    label: step < 0 ? t('traceql-builder.move-up', 'Move up') : t('traceql-builder.move-down', 'Move down'),
    icon: step < 0 ? 'arrow-up' : 'arrow-down',
    run: () =>
      edit((query) => moveConditions(query, slot, to), {
        say: t('traceql-builder.moved', 'Moved to place {{place}}', { place: index + step + 1 }),
        focus: [`slot:${pathKey(slot.group)}:${index + step}`],
      }),
  };
}

const COMPARED: ReadonlyArray<VisualCondition['kind']> = ['comparison', 'choice'];

function negateAction(edit: Builder['edit'], { operand, slots, index }: Situation): Action | null {
  const slot = slots[index];
  if (operand.kind === 'negation') {
    return {
      label: t('traceql-builder.not-remove', 'Remove the “not”'),
      icon: 'minus-circle',
      run: () => edit((query) => negate(query, operand.path)),
    };
  }
  return slot
    ? {
        label: t('traceql-builder.negate', 'Negate: “not”'),
        icon: 'ban',
        description: COMPARED.includes(operand.kind)
          ? t('traceql-builder.negate-why', 'Also finds spans that lack the attribute.')
          : undefined,
        run: () => edit((query) => negateConditions(query, slot)),
      }
    : null;
}
