import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Icon } from '@grafana/ui';
import React, { Fragment, type ComponentType } from 'react';
import {
  changeSpansetOperator,
  removeSpanset,
  SPANSET_OPERATOR_OFFERS,
  type SpansetOperator,
  type VisualChain,
} from '../../traceql';
import { ActionMenu, type Action, type Actions } from './ActionMenu';
import { useBuilder, type Builder } from './BuilderContext';
import { OptionBox } from './OptionBox';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { pathKey } from './pathKey';
import { relationIcon, relationName } from './relations';
import { useRowStyles } from './rowStyles';
import type { SpansetBlockProps, StageListComponent } from './stageProps';

interface ChainBlockProps {
  chain: VisualChain;
  title: string;
  actions: Actions | undefined;
  Steps: StageListComponent;
  /** Draws the operands, which may be chains themselves. */
  Spanset: ComponentType<SpansetBlockProps>;
}

/** Spans and their relations, read from top to bottom: each is related to the result of all that is above it. */
export function ChainBlock({ chain, title, actions, Steps, Spanset }: ChainBlockProps) {
  const { edit } = useBuilder();
  const styles = useRowStyles();
  const key = pathKey(chain.path);
  const isHighlighted = useIsHighlighted(key);
  return (
    <div
      className={cx(styles.list, isHighlighted && styles.marked)}
      role="group"
      aria-label={t('traceql-builder.related', '{{title}} and related spans', { title })}
    >
      {actions && (
        <div className={styles.bar}>
          <div className={styles.title}>{title}</div>
          <div className={styles.actions}>
            <ActionMenu
              label={t('traceql-builder.actions', 'Actions of {{name}}', { name: title })}
              actions={actions}
            />
          </div>
        </div>
      )}
      {chain.operands.map((operand, index) => {
        const name = `${title} ${index + 1}`;
        return (
          <Fragment key={index}>
            {index > 0 && <Relation chain={chain} index={index} name={name} />}
            <div className={index > 0 ? styles.indented : undefined}>
              <Spanset
                spanset={operand}
                title={name}
                actions={() => [removeAction(edit, chain, index, name)]}
                Steps={Steps}
              />
            </div>
          </Fragment>
        );
      })}
      <PartNotes part={key} />
    </div>
  );
}

function Relation({ chain, index, name }: { chain: VisualChain; index: number; name: string }) {
  const { edit } = useBuilder();
  const styles = useRowStyles();
  const operator = chain.operators[index - 1] ?? '&&';
  const path = chain.paths[index - 1] ?? chain.path;
  return (
    <div className={cx(styles.bar, styles.indented)}>
      <Icon name={relationIcon(operator)} />
      <span>{name}</span>
      <OptionBox<SpansetOperator>
        label={t('traceql-builder.relation', 'Relation of {{name}} to the spans above', { name })}
        options={SPANSET_OPERATOR_OFFERS.map(({ name: each, documentation }) => ({
          value: each as SpansetOperator,
          label: `${relationName(each as SpansetOperator)}  ${each}`,
          description: documentation,
        }))}
        value={operator}
        onChange={(chosen) => edit((query) => changeSpansetOperator(query, path, chosen))}
        width={36}
      />
    </div>
  );
}

function removeAction(edit: Builder['edit'], chain: VisualChain, index: number, name: string): Action {
  const { path } = chain.operands[index] ?? chain;
  return {
    label: t('traceql-builder.remove', 'Remove {{name}}', { name }),
    icon: 'trash-alt',
    run: () =>
      edit((query) => removeSpanset(query, path), {
        say: t('traceql-builder.removed', 'Removed {{name}}', { name }),
        focus: [`block:${pathKey(chain.path)}`, `block:${pathKey([...chain.path, 'left'])}`],
      }),
  };
}
