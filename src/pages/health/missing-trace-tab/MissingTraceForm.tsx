import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, Field, Input, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import React, { useId, useState, type FormEvent } from 'react';
import { StartButtons } from '../StartButtons';
import { toLocalTime } from './localTime';
import { AROUND_SECONDS, DEFAULT_AROUND_SECONDS, type MissingTraceQuestion } from './missingTraceUrl';
import { readForm, type InputProblems, type MissingTraceInput } from './readForm';

interface MissingTraceFormProps {
  /** The question of the URL, to begin with. */
  asked: MissingTraceQuestion | undefined;
  isRunning: boolean;
  onAsk(question: MissingTraceQuestion): void;
  onCancel(): void;
  /** Names of services that Tempo knows; asked for when the field is entered. */
  listServices(): Promise<readonly string[]>;
}

/** What somebody misses: a trace by its ID, or one that a service should have made at some time. */
export function MissingTraceForm({ asked, isRunning, onAsk, onCancel, listServices }: MissingTraceFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [input, setInput] = useState(() => inputOf(asked));
  const [problems, setProblems] = useState<InputProblems>({});
  const key = JSON.stringify(asked);
  const [shownKey, setShownKey] = useState(key);
  // A link that is opened, or the way back, fills the fields anew.
  if (key !== shownKey) {
    setShownKey(key);
    if (asked) {
      setInput(inputOf(asked));
      setProblems({});
    }
  }
  const change = (changed: Partial<MissingTraceInput>) => {
    setInput((before) => ({ ...before, ...changed }));
    // What is being typed is not yet wrong.
    setProblems({});
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(input, Date.now());
    if (read.ok) {
      onAsk(read.question);
    } else {
      setProblems(read.problems);
    }
  };

  const fields = { id, input, problems, onChange: change };
  return (
    <form onSubmit={submit} aria-label={t('health.missing.form', 'What is missing')} className={styles.form} noValidate>
      <Stack direction="column" gap={2}>
        <div>
          <RadioButtonGroup
            id={`${id}-kind`}
            aria-label={t('health.missing.known', 'What is known of it')}
            value={input.kind}
            options={[
              { value: 'trace' as const, label: t('health.missing.by-id', 'Its ID') },
              { value: 'service' as const, label: t('health.missing.by-service', 'Service and time') },
            ]}
            onChange={(kind) => change({ kind })}
          />
        </div>
        {input.kind === 'trace' ? (
          <TraceFields {...fields} />
        ) : (
          <ServiceFields {...fields} listServices={listServices} />
        )}
        <StartButtons label={t('health.missing.ask', 'Find out')} isRunning={isRunning} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

interface FieldsProps {
  id: string;
  input: MissingTraceInput;
  problems: InputProblems;
  onChange(changed: Partial<MissingTraceInput>): void;
}

function TraceFields(props: FieldsProps) {
  const { id, input, problems, onChange } = props;
  return (
    <Stack direction="column" gap={2}>
      <Field
        noMargin
        label={t('health.missing.trace', 'Trace')}
        description={t(
          'health.missing.trace-forms',
          'Its ID, a traceparent, B3, Jaeger or X-Ray header, or a link to it'
        )}
        htmlFor={`${id}-text`}
        invalid={problems.text !== undefined}
        error={problems.text}
      >
        <Input
          id={`${id}-text`}
          value={input.text}
          autoComplete="off"
          spellCheck={false}
          onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
        />
      </Field>
      <TimeField {...props} label={t('health.missing.time-if-known', 'When it was made, if you know')} />
    </Stack>
  );
}

function ServiceFields({ listServices, ...props }: FieldsProps & Pick<MissingTraceFormProps, 'listServices'>) {
  const { id, input, problems, onChange } = props;
  const [services, setServices] = useState<readonly string[]>([]);
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-start">
      <Field
        noMargin
        label={t('health.missing.service', 'Service')}
        description={t('health.missing.service-name', 'As in service.name')}
        htmlFor={`${id}-service`}
        invalid={problems.service !== undefined}
        error={problems.service}
      >
        <Input
          id={`${id}-service`}
          width={30}
          value={input.service}
          autoComplete="off"
          spellCheck={false}
          list={`${id}-services`}
          onFocus={() => {
            // Names are a help; without them any can be typed.
            listServices().then(setServices, () => setServices([]));
          }}
          onChange={({ currentTarget }) => onChange({ service: currentTarget.value })}
        />
      </Field>
      <datalist id={`${id}-services`}>
        {services.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TimeField {...props} label={t('health.missing.time', 'When')} />
      <Field
        noMargin
        label={t('health.missing.around', 'Give or take')}
        description={t('health.missing.around-what', 'How sure the time is')}
        htmlFor={`${id}-around`}
      >
        <Combobox
          id={`${id}-around`}
          width={20}
          options={AROUND_SECONDS.map((value) => ({ value, label: aroundText(value) }))}
          value={input.aroundSeconds}
          onChange={({ value }) => onChange({ aroundSeconds: value })}
        />
      </Field>
    </Stack>
  );
}

function TimeField({ id, input, problems, onChange, label }: FieldsProps & { label: string }) {
  return (
    <Field
      noMargin
      label={label}
      description={t('health.missing.zone', 'In the time of your browser')}
      htmlFor={`${id}-time`}
      invalid={problems.time !== undefined}
      error={problems.time}
    >
      <Input
        id={`${id}-time`}
        type="datetime-local"
        step={1}
        width={30}
        value={input.time}
        onChange={({ currentTarget }) => onChange({ time: currentTarget.value })}
      />
    </Field>
  );
}

function aroundText(seconds: number): string {
  return seconds < 3600
    ? t('health.missing.minutes', '{{count}} minutes', { count: seconds / 60 })
    : t('health.missing.hours', '{{hours}} h', { hours: seconds / 3600 });
}

function inputOf(asked: MissingTraceQuestion | undefined): MissingTraceInput {
  const time = asked?.atMs === undefined ? '' : toLocalTime(asked.atMs);
  const empty = { kind: 'trace' as const, text: '', service: '', time, aroundSeconds: DEFAULT_AROUND_SECONDS };
  return asked ? { ...empty, ...asked } : empty;
}

const getStyles = (theme: GrafanaTheme2) => ({ form: css({ maxWidth: theme.spacing(110) }) });
