import { t } from '@grafana/i18n';
import { Combobox, InlineField, Stack, type ComboboxOption } from '@grafana/ui';
import React from 'react';
import { labelOfOffset, TIME_OFFSETS, type TimeOffset } from '../comparison/timeOffset';
import type { TracedState } from './useTracedState';

interface TracedFiltersProps {
  state: TracedState;
  onChange(change: Partial<TracedState>): void;
  /** Names that exist, for a choice; any other may be typed. Asked for when a list opens. */
  listServices(): Promise<string[]>;
  listOperations(): Promise<string[]>;
  /** Sources of numbers to choose from, and the one in use. */
  numbers: ReadonlyArray<ComboboxOption<string>>;
  numbersInUse: string;
}

const NOTHING = 'nothing';
/** More than that nobody scrolls through: typing narrows them. */
const MOST_OPTIONS = 500;

/** What a tab about services is about: which service and operation, compared with when, and by which numbers. */
export function TracedFilters({ state, onChange, numbers, numbersInUse, ...lists }: TracedFiltersProps) {
  const { service, operation, offset } = state;
  return (
    <Stack direction="row" gap={1} wrap="wrap">
      <NameField
        id="traced-service"
        label={t('traced.service', 'Service')}
        placeholder={t('traced.all-services', 'All services')}
        value={service}
        list={lists.listServices}
        onChange={(chosen) => onChange({ service: chosen })}
      />
      <NameField
        key={service}
        id="traced-operation"
        label={t('traced.operation', 'Operation')}
        placeholder={
          service ? t('traced.all-operations', 'All operations') : t('traced.service-first', 'Choose a service first')
        }
        value={operation}
        list={lists.listOperations}
        onChange={(chosen) => onChange({ operation: chosen })}
        disabled={!service}
      />
      <InlineField label={t('traced.compare', 'Compare with')} htmlFor="traced-compare">
        <Combobox<TimeOffset | typeof NOTHING>
          id="traced-compare"
          width={24}
          options={[
            { value: NOTHING, label: t('traced.compare-nothing', 'Nothing') },
            ...TIME_OFFSETS.map((value) => ({ value, label: labelOfOffset(value) })),
          ]}
          value={offset ?? NOTHING}
          onChange={({ value }) => onChange({ offset: value === NOTHING ? undefined : value })}
        />
      </InlineField>
      {numbers.length > 1 && (
        <InlineField label={t('traced.numbers', 'Numbers from')} htmlFor="traced-numbers">
          <Combobox
            id="traced-numbers"
            width={44}
            options={[...numbers]}
            value={numbersInUse}
            onChange={({ value }) => onChange({ numbers: value })}
          />
        </InlineField>
      )}
    </Stack>
  );
}

interface NameFieldProps {
  id: string;
  label: string;
  placeholder: string;
  value: string | undefined;
  list(): Promise<string[]>;
  onChange(value: string | undefined): void;
  disabled?: boolean;
}

/** A name, chosen or typed. Where names cannot be listed it can still be typed. */
function NameField({ id, label, placeholder, value, list, onChange, disabled }: NameFieldProps) {
  const listOptions = async (typed: string): Promise<Array<ComboboxOption<string>>> => {
    const names = await list().catch((): string[] => []);
    return names
      .filter((name) => name.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, MOST_OPTIONS)
      .map((name) => ({ value: name, label: name }));
  };
  return (
    <InlineField label={label} htmlFor={id} disabled={disabled}>
      <Combobox
        id={id}
        width={28}
        options={listOptions}
        value={value ?? null}
        placeholder={placeholder}
        onChange={(option: ComboboxOption<string> | null) => onChange(option?.value || undefined)}
        createCustomValue
        isClearable
      />
    </InlineField>
  );
}
