import { t } from '@grafana/i18n';
import { moveStage, removeStage, type Path } from '../../traceql';
import type { Action } from './ActionMenu';
import type { Builder } from './BuilderContext';
import { pathKey } from './pathKey';

export interface StagePlace {
  /** Path of what holds the stage. */
  holder: Path;
  index: number;
  /** How many stages there are. */
  count: number;
  title: string;
}

/** What can be done with a step besides changing it. */
export function stageActions(
  edit: Builder['edit'],
  { holder, index, count, title }: StagePlace
): ReadonlyArray<Action | null> {
  const move = (to: number): Action => ({
    label: to < index ? t('traceql-builder.move-up', 'Move up') : t('traceql-builder.move-down', 'Move down'),
    icon: to < index ? 'arrow-up' : 'arrow-down',
    run: () =>
      edit((query) => moveStage(query, index, to, holder), {
        say: t('traceql-builder.moved', 'Moved to place {{place}}', { place: to + 1 }),
        focus: [`block:${pathKey([...holder, 'stages', to])}`],
      }),
  });
  return [
    index > 0 ? move(index - 1) : null,
    index < count - 1 ? move(index + 1) : null,
    {
      label: t('traceql-builder.remove', 'Remove {{name}}', { name: title }),
      icon: 'trash-alt',
      run: () =>
        edit((query) => removeStage(query, index, holder), {
          say: t('traceql-builder.removed', 'Removed {{name}}', { name: title }),
          focus: [`block:${pathKey([...holder, 'stages', Math.max(0, index - 1)])}`],
        }),
    },
  ];
}
