import { t } from '@grafana/i18n';
import { IconButton } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';
import { firstValues, isComplete, typeOfField, type Field, type LiteralType, type RowContent } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { FieldPicker } from './FieldPicker';
import type { FieldScope } from './fieldIndex';
import { IncompleteNote } from './IncompleteNote';
import { pathKey } from './pathKey';
import { RowControls, type RowState } from './RowControls';
import { useRowStyles } from './rowStyles';
import type { ValuePlace } from './valueSuggestions';
import { ScopeBox } from './ScopeBox';

interface ConditionDraftProps {
  number: string;
  /** What the condition is to be joined to. */
  place: ValuePlace;
  onDone(content: RowContent): void;
  onCancel(): void;
}

/** A condition that is not yet one: it goes to the query when it has a field and a value. */
export function ConditionDraft({ number, place, onDone, onCancel }: ConditionDraftProps) {
  const [row, setRow] = useState<RowState | null>(null);
  const styles = useRowStyles();
  const { disabled } = useBuilder();
  const box = useRef<HTMLDivElement>(null);
  const focusKey = `draft${pathKey(place.path)}`;
  const hasField = row !== null;
  useEffect(() => {
    const target = hasField ? `${focusKey}:value` : `${focusKey}:field`;
    focusWithin(box.current, target);
  }, [hasField, focusKey]);
  const isDone = useRef(false);
  const change = (next: RowState) => {
    if (isDone.current) {
      // A slow browser may tell of one choice several times before this row is gone.
      return;
    }
    if (isComplete(next.content)) {
      isDone.current = true;
      onDone(next.content);
    } else {
      setRow(next);
    }
  };
  const name = t('traceql-builder.new-condition', 'new condition {{number}}', { number });
  return (
    <div className={styles.row} role="group" aria-label={name} ref={box}>
      <div className={styles.controls}>
        {row ? (
          <RowControls name={name} row={row} place={place} onChange={change} focusKey={focusKey} isDraft />
        ) : (
          <FirstField name={name} focusKey={`${focusKey}:field`} onPick={(field, type) => change(rowOf(field, type))} />
        )}
        {row && <IncompleteNote />}
      </div>
      <div className={styles.actions}>
        <IconButton
          name="times"
          tooltip={t('traceql-builder.discard', 'Discard {{name}}', { name })}
          disabled={disabled}
          onClick={onCancel}
        />
      </div>
    </div>
  );
}

interface FirstFieldProps {
  name: string;
  focusKey: string;
  onPick(field: Field, type: LiteralType | null): void;
}

function FirstField({ name, focusKey, onPick }: FirstFieldProps) {
  const [scope, setScope] = useState<FieldScope | null>(null);
  const styles = useRowStyles();
  const of = t('traceql-builder.of', 'of {{name}}', { name });
  return (
    <>
      <ScopeBox label={t('traceql-builder.scope', 'Scope {{of}}', { of })} value={scope} onChange={setScope} />
      <div className={styles.field}>
        <FieldPicker
          label={t('traceql-builder.field', 'Field {{of}}', { of })}
          field={null}
          scope={scope}
          onPick={onPick}
          focusKey={focusKey}
        />
      </div>
    </>
  );
}

function rowOf(field: Field, known: LiteralType | null): RowState {
  const type = typeOfField(field) ?? known ?? 'string';
  return { content: { field, operator: type === 'duration' ? '>' : '=', values: firstValues(type) }, type };
}

function focusWithin(box: HTMLElement | null, target: string): void {
  const found = [...(box?.querySelectorAll<HTMLElement>('[data-focus]') ?? [])].find(
    ({ dataset }) => dataset.focus === target
  );
  found?.querySelector<HTMLElement>('input, button')?.focus();
}
