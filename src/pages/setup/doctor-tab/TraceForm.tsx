import { t } from '@grafana/i18n';
import { Button, Field, Input, Stack } from '@grafana/ui';
import React, { useId, useRef, useState, type FormEvent } from 'react';
import { readTrace } from './traceUrl';

interface TraceFormProps {
  /** What the URL says, to begin with. */
  asked: string;
  isRunning: boolean;
  onRun(text: string): void;
  onCancel(): void;
}

/** The trace to test with, if it is to be a certain one, and the button that starts the checks. */
export function TraceForm({ asked, isRunning, onRun, onCancel }: TraceFormProps) {
  const [text, setText] = useState(asked);
  const [isWrong, setWrong] = useState(() => readTrace(asked).kind === 'wrong');
  const [shown, setShown] = useState(asked);
  const startButton = useRef<HTMLButtonElement>(null);
  // A link that is opened, or the way back, fills the field anew.
  if (asked !== shown) {
    setShown(asked);
    setText(asked);
    setWrong(readTrace(asked).kind === 'wrong');
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = readTrace(text).kind === 'wrong';
    setWrong(wrong);
    if (!wrong) {
      onRun(text.trim());
    }
  };
  const cancel = () => {
    onCancel();
    // The button that was pressed goes.
    startButton.current?.focus();
  };
  return (
    <form onSubmit={submit} aria-label={t('setup.trace.form', 'Trace to test with')} noValidate>
      <Stack direction="column" gap={2}>
        <TraceField
          text={text}
          isWrong={isWrong}
          onChange={(changed) => {
            setText(changed);
            // What is being typed is not yet wrong.
            setWrong(false);
          }}
        />
        <Stack direction="row" gap={1}>
          <Button ref={startButton} type="submit" icon="play">
            {t('setup.run', 'Run the checks')}
          </Button>
          {isRunning && (
            <Button variant="secondary" icon="times" onClick={cancel}>
              {t('setup.cancel', 'Cancel')}
            </Button>
          )}
        </Stack>
      </Stack>
    </form>
  );
}

interface TraceFieldProps {
  text: string;
  isWrong: boolean;
  onChange(text: string): void;
}

function TraceField({ text, isWrong, onChange }: TraceFieldProps) {
  const id = useId();
  return (
    <Field
      noMargin
      label={t('setup.trace.label', 'Trace to test with')}
      description={t(
        'setup.trace.description',
        'Its ID, a header or a link to it. Leave it empty to have a recent one picked: with an error and with logs, if there is one.'
      )}
      htmlFor={id}
      invalid={isWrong}
      error={t(
        'setup.trace.wrong',
        'This names no trace. A trace ID has 32 or 16 digits, 0 to 9 and a to f; or leave the field empty.'
      )}
    >
      <Input
        id={id}
        width={60}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Field>
  );
}
