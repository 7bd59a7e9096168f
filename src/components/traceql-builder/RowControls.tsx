import { t } from '@grafana/i18n';
import React, { memo, useState } from 'react';
import {
  ABSENCE_OFFER,
  isKnownTo,
  operatorsOfType,
  takesValues,
  typeOfField,
  withField,
  withOperator,
  withType,
  type AttributeScope,
  type Field,
  type LiteralType,
  type RowContent,
  type RowOperator,
} from '../../traceql';
import { useBuilder } from './BuilderContext';
import { FieldPicker } from './FieldPicker';
import { scopeOfField, type FieldScope } from './fieldIndex';
import { offerDescription } from './offerDescription';
import { OptionBox } from './OptionBox';
import { useRowStyles } from './rowStyles';
import { ScopeBox } from './ScopeBox';
import { ValueEditor } from './ValueEditor';
import type { ValuePlace } from './valueSuggestions';
import { operatorName, typeName } from './valueWords';

/** What a row says, and the type of its values, which a row without values has, too. */
export interface RowState {
  readonly content: RowContent;
  readonly type: LiteralType | 'field';
}

interface RowControlsProps {
  /** "condition 2": completes the labels. */
  name: string;
  row: RowState;
  place: ValuePlace;
  onChange(row: RowState): void;
  /** Prefix of the focus targets: `<prefix>:field`, `<prefix>:value`. */
  focusKey: string;
  isDraft?: boolean;
}

/** Scope, field, operator, type and value of a condition. */
export const RowControls = memo(function RowControls(props: RowControlsProps) {
  const { name, row, place, onChange, focusKey, isDraft } = props;
  const { tempo } = useBuilder();
  const styles = useRowStyles();
  const { content, type } = row;
  const [wantsField, setWantsField] = useState(false);
  const of = t('traceql-builder.of', 'of {{name}}', { name });
  const literalType = type === 'field' ? 'string' : type;
  const shownType = wantsField ? 'field' : type;
  const changeField = (field: Field, known: LiteralType | null) => {
    setWantsField(false);
    onChange(rowWithField(row, field, known));
  };
  const changeType = (chosen: LiteralType | 'field') => {
    setWantsField(chosen === 'field');
    if (chosen !== 'field') {
      onChange({ content: withType(content, chosen), type: chosen });
    }
  };
  const changeValues = (values: RowContent['values']) => {
    setWantsField(false);
    onChange(rowWithValues(row, values, wantsField));
  };
  return (
    <>
      <FieldControls of={of} field={content.field} onChange={changeField} focusKey={`${focusKey}:field`} />
      <OptionBox
        label={t('traceql-builder.operator', 'Operator {{of}}', { of })}
        options={operatorOptions(content, shownType, tempo)}
        value={content.operator}
        onChange={(operator) => onChange({ content: withOperator(content, operator, tempo, literalType), type })}
        width={17}
        focusKey={`${focusKey}:operator`}
      />
      {takesValues(content.operator) && typeOptions(content, shownType).length > 1 && (
        <OptionBox
          label={t('traceql-builder.type', 'Type of the value {{of}}', { of })}
          options={typeOptions(content, shownType)}
          value={shownType}
          onChange={changeType}
          width={13}
        />
      )}
      {takesValues(content.operator) && (
        <div className={styles.value}>
          <ValueEditor
            label={of}
            content={content}
            type={shownType}
            place={place}
            onChange={changeValues}
            focusKey={`${focusKey}:value`}
            isDraft={isDraft}
          />
        </div>
      )}
    </>
  );
});

function rowWithField({ content, type }: RowState, field: Field, known: LiteralType | null): RowState {
  const changed = withField(content, field, known);
  const wanted = typeOfField(field) ?? known ?? type;
  return { content: changed, type: type === 'field' && content.values.length > 0 ? type : wanted };
}

function rowWithValues({ content, type }: RowState, values: RowContent['values'], isField: boolean): RowState {
  // Between fields a pattern cannot stand.
  const operator = isField && /~/.test(content.operator) ? '=' : content.operator;
  return { content: { ...content, operator, values }, type: isField ? 'field' : type };
}

interface FieldControlsProps {
  of: string;
  field: Field;
  onChange(field: Field, type: LiteralType | null): void;
  focusKey: string;
}

function FieldControls({ of, field, onChange, focusKey }: FieldControlsProps) {
  const styles = useRowStyles();
  // A scope of which no field has been chosen yet.
  const [wanted, setWanted] = useState<FieldScope | null>(null);
  const scope = wanted ?? scopeOfField(field);
  const changeScope = (chosen: FieldScope) => {
    setWanted(null);
    if (field.kind === 'attribute' && chosen !== 'built-in') {
      onChange({ ...field, scope: chosen satisfies AttributeScope }, null);
    } else {
      setWanted(chosen === scopeOfField(field) ? null : chosen);
    }
  };
  return (
    <>
      <ScopeBox label={t('traceql-builder.scope', 'Scope {{of}}', { of })} value={scope} onChange={changeScope} />
      <div className={styles.field}>
        <FieldPicker
          label={t('traceql-builder.field', 'Field {{of}}', { of })}
          field={field}
          scope={wanted}
          onPick={(picked, type) => {
            setWanted(null);
            onChange(picked, type);
          }}
          focusKey={focusKey}
        />
      </div>
    </>
  );
}

function operatorOptions({ field, operator }: RowContent, type: LiteralType | 'field', tempo: string) {
  const isOpen = typeOfField(field) === null;
  const fitting = type === 'field' ? operatorsOfType(null).filter((each) => !/~/.test(each)) : operatorsOfType(type);
  const patterns: RowOperator[] = isOpen && type !== 'field' ? ['=~', '!~'] : [];
  const existence: RowOperator[] = isOpen ? ['is-set', 'is-not-set', 'is-true'] : [];
  const all = [...new Set([...fitting, ...patterns, ...existence, operator])];
  return all.map((each) => ({
    value: each,
    label: takesValues(each) ? `${each}  ${operatorName(each)}` : operatorName(each),
    ...absenceDescription(each, tempo),
  }));
}

function absenceDescription(operator: RowOperator, tempo: string): { description?: string } {
  const isKnown = operator !== 'is-not-set' || isKnownTo(ABSENCE_OFFER.since, tempo);
  return isKnown ? {} : { description: offerDescription(ABSENCE_OFFER, false) };
}

const OPEN_TYPES: readonly LiteralType[] = ['string', 'int', 'float', 'duration', 'bool'];

/** Only where the field leaves the type open, or another field is compared. */
function typeOptions({ field, operator }: RowContent, type: LiteralType | 'field') {
  const fixed = typeOfField(field);
  const isPattern = operator === '=~' || operator === '!~';
  if (isPattern || (fixed !== null && type !== 'field')) {
    return [];
  }
  const types = fixed === null ? OPEN_TYPES : [fixed];
  const all = type === 'field' || types.includes(type) ? types : [...types, type];
  return [
    ...all.map((each): { value: LiteralType | 'field'; label: string } => ({ value: each, label: typeName(each) })),
    { value: 'field' as const, label: t('traceql-builder.type-field', 'Another field') },
  ];
}
