import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useId, useMemo } from 'react';
import { useBuilder } from './BuilderContext';
import { HiddenText } from './HiddenText';

interface OptionBoxProps<T extends string> {
  label: string;
  options: ReadonlyArray<ComboboxOption<T>>;
  value: T | null;
  onChange(value: T): void;
  placeholder?: string;
  /** Multiple of 8 pixels. */
  width: number;
  focusKey?: string;
  invalid?: boolean;
}

/** One of a few options. */
export function OptionBox<T extends string>(props: OptionBoxProps<T>) {
  const { label, options, value, onChange, placeholder, width, focusKey, invalid } = props;
  const { disabled } = useBuilder();
  const id = useId();
  const list = useMemo(() => [...options], [options]);
  return (
    <div data-focus={focusKey}>
      <HiddenText id={`${id}label`}>{label}</HiddenText>
      <Combobox<T>
        id={id}
        aria-labelledby={`${id}label`}
        options={list}
        value={value}
        onChange={(option) => onChange(option.value)}
        placeholder={placeholder}
        width={width}
        disabled={disabled}
        invalid={invalid}
      />
    </div>
  );
}
