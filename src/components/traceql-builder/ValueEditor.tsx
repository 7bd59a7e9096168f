import { t } from '@grafana/i18n';
import React from 'react';
import {
  defaultLiteral,
  literalText,
  readLiteral,
  type Field,
  type LiteralType,
  type RowContent,
  type Value,
} from '../../traceql';
import { DurationBox } from './DurationBox';
import { FieldPicker } from './FieldPicker';
import { OptionBox } from './OptionBox';
import { PatternBox } from './PatternBox';
import type { ValuePlace } from './valueSuggestions';
import { OneValue, ValuesBox } from './ValuesBox';

export interface ValueEditorProps {
  /** "of condition 2": completes the labels. */
  label: string;
  content: RowContent;
  /** Of the values; `field` compares with another field. */
  type: LiteralType | 'field';
  place: ValuePlace;
  onChange(values: RowContent['values']): void;
  focusKey?: string;
  /** The condition is not part of the query yet, and moves to another place when it becomes one. */
  isDraft?: boolean;
}

/** The control that fits the operator and the type of the values. */
export function ValueEditor(props: ValueEditorProps) {
  const { label, content, type, place, onChange, focusKey, isDraft } = props;
  const { field, operator, values } = content;
  const [first] = values;
  if (type === 'field') {
    return (
      <FieldPicker
        label={t('traceql-builder.other-field', 'Other field {{of}}', { of: label })}
        field={first && isField(first) ? first : null}
        onPick={(other) => onChange([other])}
        focusKey={focusKey}
      />
    );
  }
  const literals = values.filter((value): value is Value => !isField(value));
  const [only] = literals;
  if (operator === '=~' || operator === '!~') {
    const pattern = only ? literalText(only) : '';
    return (
      <PatternBox
        {...{ label, field, pattern, place, focusKey, isLazy: isDraft }}
        onChange={(value) => onChange([value])}
      />
    );
  }
  const isEquality = operator === '=' || operator === '!=';
  switch (type) {
    case 'duration':
      return (
        <DurationBox
          {...{ label, focusKey, isLazy: isDraft }}
          text={only ? literalText(only) : null}
          onChange={(value) => onChange([value])}
        />
      );
    case 'bool':
      return <BoolBox {...{ label, focusKey }} value={only} onChange={(value) => onChange([value])} />;
    case 'float':
      return <SingleValue {...props} type={type} />;
    default:
      return isEquality ? (
        <ValuesBox {...{ label, field, type, place, focusKey, onChange }} values={literals} />
      ) : (
        <SingleValue {...props} type={type} />
      );
  }
}

function SingleValue({ label, content, type, place, onChange, focusKey }: ValueEditorProps & { type: LiteralType }) {
  const [only] = content.values;
  return (
    <OneValue
      label={t('traceql-builder.value', 'Value {{of}}', { of: label })}
      field={content.field}
      type={type}
      place={place}
      value={only && !isField(only) ? only : null}
      onChoose={(value) => onChange([value])}
      focusKey={focusKey}
    />
  );
}

interface BoolBoxProps {
  label: string;
  value: Value | undefined;
  onChange(value: Value): void;
  focusKey?: string;
}

function BoolBox({ label, value, onChange, focusKey }: BoolBoxProps) {
  return (
    <OptionBox
      label={t('traceql-builder.value', 'Value {{of}}', { of: label })}
      options={[{ value: 'true' }, { value: 'false' }]}
      value={value ? literalText(value) : null}
      onChange={(chosen) => onChange(readLiteral('bool', chosen) ?? defaultLiteral('bool'))}
      width={12}
      focusKey={focusKey}
    />
  );
}

function isField(value: Value | Field): value is Field {
  return value.kind === 'attribute' || value.kind === 'intrinsic';
}
