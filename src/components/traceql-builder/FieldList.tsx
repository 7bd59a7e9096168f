import { t } from '@grafana/i18n';
import { Button, IconButton } from '@grafana/ui';
import React, { useState } from 'react';
import {
  nodeAt,
  removeNode,
  renderExpression,
  replaceNode,
  type Field,
  type FieldOrInvalid,
  type Path,
  type Query,
} from '../../traceql';
import { useBuilder } from './BuilderContext';
import { FieldPicker } from './FieldPicker';
import { HiddenText } from './HiddenText';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';
import { UNESCAPED } from './unescaped';

interface FieldListProps {
  /** What the fields are for; completes the labels: "shown in step 2". */
  label: string;
  fields: readonly FieldOrInvalid[];
  /** Of the list. */
  path: Path;
  /** The last field cannot be taken out. */
  isNeeded?: boolean;
  /** Puts a field at the end of the list; without it, at the path. */
  onAdd?(query: Query, field: Field): Query;
}

/** Fields in order, each of which can be changed or taken out, and room for another one. */
export function FieldList({ label, fields, path, isNeeded = false, onAdd }: FieldListProps) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const [isAdding, setIsAdding] = useState(false);
  const focusAdd = `${pathKey(path)}:add`;
  const add = (field: Field) => {
    setIsAdding(false);
    edit((query) => (onAdd ?? ((given, put) => appended(given, path, put)))(query, field), {
      say: t('traceql-builder.field-added', 'Field added'),
      focus: [focusAdd],
    });
  };
  const remove = (index: number) =>
    edit((query) => removeNode(query, [...path, index]), {
      say: t('traceql-builder.field-removed', 'Field removed'),
      focus: [focusAdd],
    });
  return (
    <div className={styles.bar}>
      {fields.map((field, index) => (
        <div key={index} className={styles.bar}>
          <div className={styles.field}>
            <FieldPicker
              label={t('traceql-builder.nth-field', 'Field {{number}} {{label}}', { number: index + 1, label })}
              field={field.kind === 'invalid' ? null : field}
              onPick={(picked) => edit((query) => replaceNode(query, [...path, index], picked))}
            />
          </div>
          {!(isNeeded && fields.length === 1) && (
            <IconButton
              name="times"
              tooltip={t('traceql-builder.remove-field', 'Remove {{field}}', {
                field: renderExpression(field),
                interpolation: UNESCAPED,
              })}
              disabled={disabled}
              onClick={() => remove(index)}
            />
          )}
        </div>
      ))}
      {isAdding && (
        <div className={styles.field} ref={focusFirst}>
          <FieldPicker
            label={t('traceql-builder.nth-field', 'Field {{number}} {{label}}', { number: fields.length + 1, label })}
            field={null}
            onPick={add}
          />
        </div>
      )}
      <div data-focus={focusAdd}>
        <AddButton label={label} isAdding={isAdding} onToggle={() => setIsAdding(!isAdding)} />
      </div>
    </div>
  );
}

function AddButton({ label, isAdding, onToggle }: { label: string; isAdding: boolean; onToggle(): void }) {
  const { disabled } = useBuilder();
  return (
    <Button
      size="sm"
      variant="secondary"
      fill="text"
      icon={isAdding ? 'times' : 'plus'}
      disabled={disabled}
      onClick={onToggle}
    >
      {isAdding ? t('traceql-builder.cancel', 'Cancel') : t('traceql-builder.add-field', 'Add field')}
      <HiddenText> {label}</HiddenText>
    </Button>
  );
}

function appended(query: Query, path: Path, field: Field): Query {
  const holder = nodeAt(query, path.slice(0, -1));
  return holder?.kind === 'select'
    ? replaceNode(query, path.slice(0, -1), { ...holder, fields: [...holder.fields, field] })
    : query;
}

function focusFirst(box: HTMLElement | null): void {
  box?.querySelector('input')?.focus();
}
