import { Combobox, InlineField } from '@grafana/ui';
import React from 'react';

interface DataSourceSelectProps {
  id: string;
  label: string;
  options: ReadonlyArray<{ uid: string; name: string }>;
  value: string | undefined;
  onChange(uid: string): void;
}

/** Chooses one of the data sources of a kind. */
export function DataSourceSelect({ id, label, options, value, onChange }: DataSourceSelectProps) {
  return (
    <InlineField label={label} htmlFor={id}>
      <Combobox
        id={id}
        width={28}
        options={options.map(({ uid, name }) => ({ value: uid, label: name }))}
        value={value ?? null}
        onChange={(option) => onChange(option.value)}
      />
    </InlineField>
  );
}
