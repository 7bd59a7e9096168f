import { FieldValidationMessage } from '@grafana/ui';
import React from 'react';

/** What is wrong with what was typed in a control of a row; told to screen readers at once. */
export function FieldMessage({ message }: { message: string | null }) {
  return <div aria-live="polite">{message && <FieldValidationMessage>{message}</FieldValidationMessage>}</div>;
}
