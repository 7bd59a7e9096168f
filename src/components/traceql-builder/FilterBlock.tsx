import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import React, { memo } from 'react';
import type { Path, VisualFilter } from '../../traceql';
import { ActionMenu, type Actions } from './ActionMenu';
import { CommentNotes } from './CommentNotes';
import { Conditions } from './Conditions';
import { conditionsProps, type ConditionsProps } from './conditionsProps';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';

interface FilterBlockProps {
  filter: VisualFilter;
  /** "Spans", "Spans 2" … */
  title: string;
  actions?: Actions;
}

/** `{ … }`: spans, by their conditions. */
export const FilterBlock = memo(function FilterBlock({ filter, title, actions }: FilterBlockProps) {
  const styles = useRowStyles();
  const { path, condition, comments } = filter;
  const key = pathKey(path);
  const isHighlighted = useIsHighlighted(key);
  return (
    <div
      className={cx(styles.block, isHighlighted && styles.marked)}
      role="group"
      aria-label={title}
      data-focus={`block:${key}`}
    >
      <div className={styles.bar}>
        <div className={styles.title}>{title}</div>
        {actions && (
          <div className={styles.actions}>
            <ActionMenu
              label={t('traceql-builder.actions', 'Actions of {{name}}', { name: title })}
              actions={actions}
            />
          </div>
        )}
      </div>
      <CommentNotes comments={comments} />
      <Conditions {...(condition ? conditionsProps(condition, '') : emptyConditions(path))} />
      <PartNotes part={key} />
    </div>
  );
});

function emptyConditions(path: Path): ConditionsProps {
  return { path, operator: null, operands: [], slots: [], prefix: '' };
}
