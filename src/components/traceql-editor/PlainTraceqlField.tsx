import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextArea, useStyles2 } from '@grafana/ui';
import React, { forwardRef, type KeyboardEvent } from 'react';
import { EDITOR_FONT_SIZE_PX, EDITOR_INDENT_PX, EDITOR_LINE_HEIGHT_PX, EDITOR_PADDING_PX } from './editorLayout';

interface PlainTraceqlFieldProps {
  value: string;
  heightPx: number;
  placeholder: string;
  ariaLabel: string;
  describedBy: string;
  isInvalid: boolean;
  onChange(text: string): void;
  onRun(): void;
  onCursor(offset: number): void;
}

/** The text without anything around it: stands where the code editor comes, or where it could not be loaded. */
export const PlainTraceqlField = forwardRef<HTMLTextAreaElement, PlainTraceqlFieldProps>(function PlainTraceqlField(
  { value, heightPx, placeholder, ariaLabel, describedBy, isInvalid, onChange, onRun, onCursor },
  ref
) {
  const styles = useStyles2(getStyles);
  const runOnEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.shiftKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onRun();
    }
  };
  return (
    <TextArea
      ref={ref}
      className={styles.field}
      style={{ height: heightPx }}
      value={value}
      placeholder={placeholder}
      aria-label={ariaLabel}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={runOnEnter}
      onSelect={(event) => onCursor(event.currentTarget.selectionStart)}
    />
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: EDITOR_FONT_SIZE_PX,
    lineHeight: `${EDITOR_LINE_HEIGHT_PX}px`,
    padding: `${EDITOR_PADDING_PX}px ${EDITOR_INDENT_PX - 1}px`,
    minHeight: 0,
    resize: 'none',
  }),
});
