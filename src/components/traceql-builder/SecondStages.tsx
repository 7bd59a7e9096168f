import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Button, Dropdown, IconButton, Menu } from '@grafana/ui';
import React from 'react';
import {
  addSecondStage,
  changeComparison,
  isKnownTo,
  makeSecondStage,
  moveSecondStage,
  removeSecondStage,
  replaceNode,
  SECOND_STAGE_OFFERS,
  type Literal,
  type SecondStage,
} from '../../traceql';
import { useBuilder } from './BuilderContext';
import { CommentNotes } from './CommentNotes';
import { ComparisonBox } from './ComparisonBox';
import { NumberBox } from './NumberBox';
import { offerDescription } from './offerDescription';
import { OptionBox } from './OptionBox';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { useRowStyles } from './rowStyles';

/** What is done with the series: only the greatest or smallest, only some values. */
export function SecondStages({ stages }: { stages: readonly SecondStage[] }) {
  const { edit, disabled, tempo } = useBuilder();
  const add = (name: string) =>
    edit((query) => addSecondStage(query, makeSecondStage(name)), {
      say: t('traceql-builder.step-added', 'Step added'),
      focus: [`second:${stages.length}`],
    });
  const overlay = () => (
    <Menu ariaLabel={t('traceql-builder.add-second', 'Add step for the series')}>
      {SECOND_STAGE_OFFERS.map((offer) => (
        <Menu.Item
          key={offer.name}
          label={secondName(offer.name)}
          description={offerDescription(offer, isKnownTo(offer.since, tempo))}
          onClick={() => add(offer.name)}
        />
      ))}
    </Menu>
  );
  return (
    <>
      {stages.map((stage, index) => (
        <SecondStageRow key={index} stage={stage} index={index} count={stages.length} />
      ))}
      <div data-focus="second:add">
        <Dropdown overlay={overlay} placement="bottom-start">
          <Button size="sm" variant="secondary" fill="text" icon="plus" disabled={disabled}>
            {t('traceql-builder.add-second', 'Add step for the series')}
          </Button>
        </Dropdown>
      </div>
    </>
  );
}

function secondName(name: string): string {
  return name === 'threshold' ? t('traceql-builder.threshold', 'Threshold') : name;
}

function SecondStageRow({ stage, index, count }: { stage: SecondStage; index: number; count: number }) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const key = `secondStages.${index}`;
  const isHighlighted = useIsHighlighted(key);
  const name = t('traceql-builder.second', 'series step {{number}}', { number: index + 1 });
  const move = (to: number) =>
    edit((query) => moveSecondStage(query, index, to), {
      say: t('traceql-builder.moved', 'Moved to place {{place}}', { place: to + 1 }),
      focus: [`second:${to}`],
    });
  return (
    <div
      className={cx(styles.row, isHighlighted && styles.marked)}
      role="group"
      aria-label={name}
      data-focus={`second:${index}`}
    >
      <div className={styles.controls}>
        {stage.kind === 'top-bottom' ? (
          <TopBottomControls stage={stage} index={index} name={name} />
        ) : (
          <ThresholdControls stage={stage} index={index} name={name} />
        )}
        <CommentNotes comments={stage.comments} />
        <PartNotes part={key} />
      </div>
      <div className={styles.actions}>
        {index > 0 && (
          <IconButton
            name="arrow-up"
            tooltip={t('traceql-builder.move-name-up', 'Move {{name}} up', { name })}
            disabled={disabled}
            onClick={() => move(index - 1)}
          />
        )}
        {index < count - 1 && (
          <IconButton
            name="arrow-down"
            tooltip={t('traceql-builder.move-name-down', 'Move {{name}} down', { name })}
            disabled={disabled}
            onClick={() => move(index + 1)}
          />
        )}
        <IconButton
          name="trash-alt"
          tooltip={t('traceql-builder.remove', 'Remove {{name}}', { name })}
          disabled={disabled}
          onClick={() =>
            edit((query) => removeSecondStage(query, index), {
              say: t('traceql-builder.removed', 'Removed {{name}}', { name }),
              focus: ['second:add'],
            })
          }
        />
      </div>
    </div>
  );
}

interface ControlsProps<Kind extends SecondStage['kind']> {
  stage: Extract<SecondStage, { kind: Kind }>;
  index: number;
  name: string;
}

function TopBottomControls({ stage, index, name }: ControlsProps<'top-bottom'>) {
  const { edit } = useBuilder();
  const path = ['secondStages', index];
  const of = t('traceql-builder.of', 'of {{name}}', { name });
  const judge = (value: Literal) =>
    value.kind === 'int' && value.value > 0
      ? null
      : t('traceql-builder.no-count', 'This must be a whole number from 1 on.');
  return (
    <>
      <OptionBox<'topk' | 'bottomk'>
        label={t('traceql-builder.function', 'Function {{of}}', { of })}
        options={[
          { value: 'topk', label: t('traceql-builder.topk', 'topk: the greatest') },
          { value: 'bottomk', label: t('traceql-builder.bottomk', 'bottomk: the smallest') },
        ]}
        value={stage.function}
        onChange={(chosen) => edit((query) => replaceNode(query, path, { ...stage, function: chosen }))}
        width={26}
      />
      <NumberBox
        label={t('traceql-builder.series-count', 'Number of series {{of}}', { of })}
        value={stage.limit}
        types={['int']}
        judge={judge}
        onChange={(value) => edit((query) => replaceNode(query, [...path, 'limit'], value))}
      />
    </>
  );
}

function ThresholdControls({ stage, index, name }: ControlsProps<'metrics-filter'>) {
  const { edit } = useBuilder();
  const path = ['secondStages', index];
  const of = t('traceql-builder.of', 'of {{name}}', { name });
  return (
    <>
      <ComparisonBox
        label={t('traceql-builder.operator', 'Operator {{of}}', { of })}
        value={stage.operator}
        onChange={(operator) => edit((query) => changeComparison(query, path, operator))}
      />
      <NumberBox
        label={t('traceql-builder.value', 'Value {{of}}', { of })}
        value={stage.value}
        types={['int', 'float', 'duration']}
        onChange={(value) => edit((query) => replaceNode(query, [...path, 'value'], value))}
      />
    </>
  );
}
