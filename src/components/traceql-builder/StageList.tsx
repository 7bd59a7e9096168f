import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import React, { memo, useState } from 'react';
import {
  addStage,
  AGGREGATE_OFFERS,
  isClosed,
  makeFilter,
  NO_RANGE,
  readStage,
  type Field,
  type Stage,
  type VisualStage,
} from '../../traceql';
import { AddSpansButton } from './AddSpansButton';
import { useBuilder } from './BuilderContext';
import { FieldPicker } from './FieldPicker';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';
import { StageBlock } from './StageBlock';
import type { StageListProps } from './stageProps';

/** What is still without the field that it needs. */
type Draft = 'group' | 'select';

/** The steps of a pipeline: what is found first, and what is done with it. */
export const StageList = memo(function StageList({ stages, holder }: StageListProps) {
  const { edit, getQuery } = useBuilder();
  const styles = useRowStyles();
  const [draft, setDraft] = useState<Draft | null>(null);
  const add = (stage: Stage) => {
    edit((query) => addStage(query, stage, undefined, holder), {
      say: t('traceql-builder.step-added', 'Step added'),
      focus: [`block:${pathKey([...holder, 'stages', stages.length])}`],
    });
    setDraft(null);
  };
  return (
    <div className={styles.list}>
      {stages.map((stage, index) => {
        const title = titleOf(stage, index, stages.length);
        return (
          <React.Fragment key={index}>
            <StageBlock
              stage={stage}
              title={title}
              holder={holder}
              index={index}
              count={stages.length}
              Steps={StageList}
            />
            {isSpanset(stage) && <AddSpansButton path={stage.path} title={title} />}
          </React.Fragment>
        );
      })}
      {draft && (
        <DraftStage draft={draft} onPick={(field) => add(stageOf(draft, field))} onCancel={() => setDraft(null)} />
      )}
      {!isClosed(getQuery(), holder) && <AddStageButton onAdd={add} onDraft={setDraft} />}
    </div>
  );
});

function isSpanset({ kind }: VisualStage): boolean {
  return kind === 'filter' || kind === 'chain' || kind === 'pipeline';
}

/** The spans by themselves need no number. */
function titleOf({ kind }: VisualStage, index: number, count: number): string {
  const spans = t('traceql-builder.spans', 'Spans');
  if (count === 1 && kind !== 'text-stage') {
    return spans;
  }
  return index === 0 && (kind === 'filter' || kind === 'chain')
    ? spans
    : t('traceql-builder.step', 'Step {{number}}', { number: index + 1 });
}

function stageOf(draft: Draft, field: Field): Stage {
  return draft === 'group'
    ? { kind: 'group', expression: field, range: NO_RANGE }
    : { kind: 'select', fields: [field], range: NO_RANGE };
}

interface DraftStageProps {
  draft: Draft;
  onPick(field: Field): void;
  onCancel(): void;
}

function DraftStage({ draft, onPick, onCancel }: DraftStageProps) {
  const styles = useRowStyles();
  const label =
    draft === 'group'
      ? t('traceql-builder.by-field', 'Field to group by')
      : t('traceql-builder.select-field', 'Field to show');
  return (
    <div className={styles.block} role="group" aria-label={label} ref={focusFirst}>
      <div className={styles.bar}>
        <span>{label}</span>
        <div className={styles.field}>
          <FieldPicker label={label} field={null} onPick={onPick} />
        </div>
        <Button variant="secondary" fill="text" onClick={onCancel}>
          {t('traceql-builder.cancel', 'Cancel')}
        </Button>
      </div>
    </div>
  );
}

function focusFirst(box: HTMLElement | null): void {
  box?.querySelector('input')?.focus();
}

interface AddStageButtonProps {
  onAdd(stage: Stage): void;
  onDraft(draft: Draft): void;
}

function AddStageButton({ onAdd, onDraft }: AddStageButtonProps) {
  const { disabled } = useBuilder();
  const addText = (text: string) => {
    const read = readStage(text, false);
    if (read.ok) {
      onAdd(read.value);
    }
  };
  const overlay = () => (
    <Menu ariaLabel={t('traceql-builder.add-step', 'Add step')}>
      <Menu.Item
        label={t('traceql-builder.step-count', 'Count or aggregate')}
        description={AGGREGATE_OFFERS[0]?.documentation}
        icon="calculator-alt"
        onClick={() => addText('count() > 1')}
      />
      <Menu.Item
        label={t('traceql-builder.step-by', 'Group by')}
        description={t('traceql-builder.step-by-why', 'Puts the spans of a trace into groups by a value.')}
        icon="layer-group"
        onClick={() => onDraft('group')}
      />
      <Menu.Item
        label={t('traceql-builder.step-select', 'Select')}
        description={t('traceql-builder.step-select-why', 'Shows more attributes with every span.')}
        icon="columns"
        onClick={() => onDraft('select')}
      />
      <Menu.Item
        label={t('traceql-builder.step-coalesce', 'Coalesce')}
        description={t('traceql-builder.step-coalesce-why', 'Puts groups together again.')}
        icon="compress-arrows"
        onClick={() => addText('coalesce()')}
      />
      <Menu.Item
        label={t('traceql-builder.step-filter', 'Filter again')}
        description={t('traceql-builder.step-filter-why', 'Keeps only some of the spans found so far.')}
        icon="filter"
        onClick={() => onAdd(makeFilter())}
      />
    </Menu>
  );
  return (
    <div data-focus="add-step">
      <Dropdown overlay={overlay} placement="bottom-start">
        <Button size="sm" variant="secondary" fill="text" icon="plus" disabled={disabled}>
          {t('traceql-builder.add-step', 'Add step')}
        </Button>
      </Dropdown>
    </div>
  );
}
