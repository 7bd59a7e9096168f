import { Input } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { useBuilder } from './BuilderContext';
import { FieldMessage } from './FieldMessage';

export interface TextBoxProps {
  label: string;
  /** What stands in the query; null where there is nothing yet. */
  text: string | null;
  placeholder?: string;
  /** Multiple of 8 pixels. */
  width?: number;
  /** Takes what was typed; gives what is wrong with it, or null. What is wrong stays in the box, not in the query. */
  onCommit(typed: string): string | null;
  focusKey?: string;
  inputMode?: 'numeric' | 'decimal' | 'text';
  monospace?: boolean;
  /** Takes what was typed only by Enter or when its row is left: where taking it moves the box away. */
  isLazy?: boolean;
  /** Told of everything that is typed, sense or not. */
  onTyped?(typed: string): void;
}

/** A line of text that goes to the query as soon as it makes sense. */
export function TextBox(props: TextBoxProps) {
  const { label, text, placeholder, width, onCommit, focusKey, inputMode, monospace, isLazy = false, onTyped } = props;
  const { disabled } = useBuilder();
  const id = useId();
  const typing = useTyping(text, onCommit, isLazy);
  return (
    <div data-focus={focusKey}>
      <Input
        aria-label={label}
        aria-invalid={typing.problem !== null}
        aria-describedby={typing.problem ? id : undefined}
        invalid={typing.problem !== null}
        value={typing.shown}
        placeholder={placeholder}
        width={width}
        inputMode={inputMode}
        disabled={disabled}
        spellCheck={false}
        style={monospace ? { fontFamily: 'monospace' } : undefined}
        onChange={({ currentTarget }) => {
          typing.type(currentTarget.value);
          onTyped?.(currentTarget.value);
        }}
        onBlur={({ currentTarget, relatedTarget }) => {
          const row = currentTarget.closest('[role=group]');
          if (!isLazy || !row?.contains(relatedTarget)) {
            typing.leave();
          }
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            typing.leave();
          }
        }}
      />
      <div id={id}>
        <FieldMessage message={typing.problem} />
      </div>
    </div>
  );
}

interface Typing {
  /** The text of the query when this was typed. */
  readonly base: string | null;
  readonly typed: string;
  readonly problem: string | null;
}

/**
 * What someone is typing, beside the text of the query: the author's spelling stays while they type, and what makes no
 * sense stays until it does, or until the query changes from elsewhere.
 */
function useTyping(text: string | null, onCommit: (typed: string) => string | null, isLazy: boolean) {
  const [typing, setTyping] = useState<Typing | null>(null);
  const isOutdated = typing !== null && typing.problem !== null && typing.base !== text;
  const current = isOutdated ? null : typing;
  return {
    shown: current?.typed ?? text ?? '',
    problem: current?.problem ?? null,
    type(typed: string) {
      setTyping({ base: text, typed, problem: isLazy ? null : onCommit(typed) });
    },
    leave() {
      const problem = isLazy && current && current.typed !== '' ? onCommit(current.typed) : (current?.problem ?? null);
      setTyping(problem === null || !current ? null : { ...current, problem });
    },
  };
}
