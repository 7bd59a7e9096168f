import { t } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import React, { useRef } from 'react';

interface StartButtonsProps {
  /** What the form does. */
  label: string;
  isRunning: boolean;
  onCancel(): void;
}

/** The button that sends a form, and one that gives up what it started. */
export function StartButtons({ label, isRunning, onCancel }: StartButtonsProps) {
  const startButton = useRef<HTMLButtonElement>(null);
  const cancel = () => {
    onCancel();
    // The button that was pressed goes.
    startButton.current?.focus();
  };
  return (
    <Stack direction="row" gap={1}>
      <Button ref={startButton} type="submit" icon="search">
        {label}
      </Button>
      {isRunning && (
        <Button variant="secondary" icon="times" onClick={cancel}>
          {t('health.give-up', 'Cancel')}
        </Button>
      )}
    </Stack>
  );
}
