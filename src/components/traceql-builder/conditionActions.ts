import { t } from '@grafana/i18n';
import {
  invertConditions,
  isInFirstFilter,
  moveConditions,
  negate,
  negateConditions,
  resolveNegation,
  unwrapGroup,
  type Place,
  type VisualCondition,
} from '../../traceql';
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
    invertAction(edit, situation),
    notAction(edit, situation),
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

function invertAction(edit: Builder['edit'], { operand, slots, index }: Situation): Action | null {
  const slot = slots[index];
  const run =
    operand.kind === 'negation'
      ? () => edit((query) => resolveNegation(query, operand.path))
      : () => slot && edit((query) => invertConditions(query, slot));
  return {
    label: t('traceql-builder.invert', 'Turn into the opposite'),
    icon: 'exchange-alt',
    description: t('traceql-builder.invert-why', 'By opposite operators: “is” becomes “is not”, “all of” “any of”.'),
    run,
  };
}

/** A “not” works only on spans that an earlier step has read. */
function notAction(edit: Builder['edit'], { operand, slots, index }: Situation): Action | null {
  const slot = slots[index];
  if (operand.kind === 'negation') {
    return {
      label: t('traceql-builder.not-remove', 'Remove the “not”'),
      icon: 'minus-circle',
      run: () => edit((query) => negate(query, operand.path)),
    };
  }
  return slot && !isInFirstFilter(slot.group)
    ? {
        label: t('traceql-builder.negate', 'Put a “not” before it'),
        icon: 'ban',
        description: t('traceql-builder.negate-why', 'Also keeps spans that lack the attribute.'),
        run: () => edit((query) => negateConditions(query, slot)),
      }
    : null;
}
