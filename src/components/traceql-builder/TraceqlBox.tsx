import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { TextArea, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { useBuilder } from './BuilderContext';
import { FieldMessage } from './FieldMessage';

interface TraceqlBoxProps {
  label: string;
  /** What stands in the query. */
  text: string;
  /** Takes what was typed; gives what is wrong with it, or null. */
  onCommit(typed: string): string | null;
  focusKey?: string;
}

/**
 * A part of the query as text. It goes to the query when the box is left, or by Enter: it may become something that is
 * shown in another way, which must not happen under someone's hands. What cannot be read stays as it was typed.
 */
export function TraceqlBox({ label, text, onCommit, focusKey }: TraceqlBoxProps) {
  const { disabled } = useBuilder();
  const styles = useStyles2(getStyles);
  const id = useId();
  const [typing, setTyping] = useState<{ typed: string; base: string; problem: string | null } | null>(null);
  const current = typing?.base === text ? typing : null;
  const commit = () => {
    if (current && current.typed !== text) {
      const problem = onCommit(current.typed);
      setTyping(problem === null ? null : { ...current, problem });
    }
  };
  const shown = current?.typed ?? text;
  return (
    <div className={styles.box} data-focus={focusKey}>
      <TextArea
        aria-label={label}
        aria-invalid={Boolean(current?.problem)}
        aria-describedby={current?.problem ? id : undefined}
        invalid={Boolean(current?.problem)}
        className={styles.text}
        rows={Math.min(6, Math.max(1, Math.ceil(shown.length / 80)))}
        value={shown}
        disabled={disabled}
        spellCheck={false}
        onChange={({ currentTarget }) => setTyping({ typed: currentTarget.value, base: text, problem: null })}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            commit();
          }
        }}
      />
      <div id={id}>
        <FieldMessage message={current?.problem ?? null} />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ flex: '1 1 100%', minWidth: theme.spacing(24) }),
  text: css({ fontFamily: theme.typography.fontFamilyMonospace, resize: 'vertical' }),
});
