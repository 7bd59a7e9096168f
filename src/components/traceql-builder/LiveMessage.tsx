import React from 'react';
import { HiddenText } from './HiddenText';

/** Tells screen readers what has just happened; the same message may come again. */
export function LiveMessage({ message: { text, count } }: { message: { text: string; count: number } }) {
  return (
    <div role="status" aria-live="polite">
      <HiddenText key={count}>{text}</HiddenText>
    </div>
  );
}
