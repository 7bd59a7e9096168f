import { t } from '@grafana/i18n';
import { Combobox, Field, Input, Stack } from '@grafana/ui';
import React, { useId, useState, type FormEvent } from 'react';
import { StartButtons } from '../StartButtons';

/** What a sample is to be taken of. */
export interface SampleChoice {
  /** Empty for all services. */
  readonly service: string;
  readonly lastSeconds: number;
  readonly traces: number;
}

interface QualityFormProps {
  isRunning: boolean;
  onStart(choice: SampleChoice): void;
  onCancel(): void;
}

const LAST_SECONDS: readonly number[] = [900, 3600, 21_600, 86_400];
const TRACE_COUNTS: readonly number[] = [20, 50, 100, 200];

/** Which traces are judged: how many, of when, and of whom. Nothing is asked before the button is pressed. */
export function QualityForm({ isRunning, onStart, onCancel }: QualityFormProps) {
  const id = useId();
  const [choice, setChoice] = useState<SampleChoice>({ service: '', lastSeconds: 3600, traces: 50 });
  const change = (changed: Partial<SampleChoice>) => setChoice((before) => ({ ...before, ...changed }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onStart({ ...choice, service: choice.service.trim() });
  };
  return (
    <form onSubmit={submit} aria-label={t('health.quality.form', 'Sample')}>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <Field noMargin label={t('health.quality.traces', 'Traces, at most')} htmlFor={`${id}-traces`}>
          <Combobox
            id={`${id}-traces`}
            width={16}
            options={TRACE_COUNTS.map((value) => ({ value, label: String(value) }))}
            value={choice.traces}
            onChange={({ value }) => change({ traces: value })}
          />
        </Field>
        <Field noMargin label={t('health.quality.last', 'Of the last')} htmlFor={`${id}-last`}>
          <Combobox
            id={`${id}-last`}
            width={16}
            options={LAST_SECONDS.map((value) => ({ value, label: lastText(value) }))}
            value={choice.lastSeconds}
            onChange={({ value }) => change({ lastSeconds: value })}
          />
        </Field>
        <Field
          noMargin
          label={t('health.quality.service', 'With spans of (all services if empty)')}
          htmlFor={`${id}-service`}
        >
          <Input
            id={`${id}-service`}
            width={30}
            value={choice.service}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => change({ service: currentTarget.value })}
          />
        </Field>
        <StartButtons label={t('health.quality.start', 'Take a sample')} isRunning={isRunning} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

function lastText(seconds: number): string {
  return seconds < 3600
    ? t('health.quality.minutes', '{{count}} minutes', { count: seconds / 60 })
    : t('health.quality.hours', '{{hours}} h', { hours: seconds / 3600 });
}
