import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { useBuilder } from './BuilderContext';
import { HiddenText } from './HiddenText';
import { UNESCAPED } from './unescaped';

export interface Suggestion {
  readonly label: string;
  readonly description?: string;
  readonly group?: string;
}

export interface Suggestions<T extends Suggestion> {
  readonly items: readonly T[];
  /** Told below the items: that there are more, or that none could be fetched. */
  readonly note?: string;
}

interface SuggestBoxProps<T extends Suggestion> {
  label: string;
  /** What the box shows; null where nothing has been chosen yet. */
  value: string | null;
  placeholder?: string;
  /** Finds suggestions for what has been typed; called when the list opens and after a pause in typing. */
  suggest(typed: string, signal: AbortSignal): Promise<Suggestions<T>>;
  onPick(suggestion: T): void;
  /** Text of the user's own; also when the box is left with such. */
  onTyped(text: string): void;
  invalid?: boolean;
  focusKey?: string;
}

/**
 * Options are told apart by this sign and their index. It cannot be typed, so that no text of the user is ever taken for
 * an option: the first entry of the list is always the text itself, also while older suggestions are still shown.
 */
const MARK = '\u2063';

/** A box with suggestions, in which any text may be typed. */
export function SuggestBox<T extends Suggestion>(props: SuggestBoxProps<T>) {
  const { label, value, placeholder, suggest, onPick, onTyped, invalid, focusKey } = props;
  const { disabled, whileLeaving } = useBuilder();
  const id = useId();
  const { load, itemOf } = useSuggestions(suggest);
  const typing = useUnfinishedText(onTyped, whileLeaving);
  const shown = useMemo(() => (value === null ? null : { value, label: value }), [value]);
  const choose = ({ value: chosen }: ComboboxOption) => typing.make(() => take(chosen));
  const take = (chosen: string) => {
    // The entry for the text itself comes late: who types fast and leaves has an older text under the mark.
    const text = typing.text();
    typing.finish();
    const item = itemOf(chosen);
    if (item) {
      onPick(item);
    } else if (!chosen.startsWith(MARK)) {
      onTyped(text?.trim() ? text : chosen);
    }
  };
  return (
    <div
      role="presentation"
      data-focus={focusKey}
      onInput={typing.onInput}
      onFocus={typing.onFocus}
      onBlur={typing.onBlur}
      onKeyDownCapture={typing.onKeyDown}
    >
      <HiddenText id={`${id}label`}>{label}</HiddenText>
      <Combobox
        id={id}
        aria-labelledby={`${id}label`}
        createCustomValue
        options={load}
        value={shown}
        onChange={choose}
        placeholder={placeholder}
        disabled={disabled}
        invalid={invalid}
      />
    </div>
  );
}

function useSuggestions<T extends Suggestion>(suggest: SuggestBoxProps<T>['suggest']) {
  const items = useRef<readonly T[]>([]);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const load = useCallback(
    async (typed: string): Promise<ComboboxOption[]> => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const found = await suggest(typed, controller.signal).catch(noSuggestions<T>);
      if (!controller.signal.aborted) {
        items.current = found.items;
      }
      const options = found.items.map(({ label, description, group }, index) => ({
        value: `${MARK}${index}`,
        label,
        ...(description ? { description } : {}),
        ...(group ? { group } : {}),
      }));
      return found.note ? [...options, { value: `${MARK}note`, label: found.note, infoOption: true }] : options;
    },
    [suggest]
  );
  const itemOf = (value: string) => (value.startsWith(MARK) ? items.current[Number(value.slice(1))] : undefined);
  return { load, itemOf };
}

function noSuggestions<T extends Suggestion>(error: unknown): Suggestions<T> {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    items: [],
    note: t('traceql-builder.suggestions-failed', 'No suggestions ({{reason}}). You can type what you look for.', {
      reason,
      interpolation: UNESCAPED,
    }),
  };
}

/** Keeps what has been typed when the box is left by a click elsewhere; by itself `Combobox` forgets it. */
function useUnfinishedText(onTyped: (text: string) => void, whileLeaving: (edit: () => void) => void) {
  const typed = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hasLeft = useRef(false);
  const latest = useRef(onTyped);
  useEffect(() => {
    latest.current = onTyped;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const finish = () => {
    typed.current = null;
  };
  return {
    finish,
    /** Both ways to choose by leaving come late on a busy machine: `Combobox` tells of an option a render after. */
    make: (edit: () => void) => (hasLeft.current ? whileLeaving(edit) : edit()),
    text: () => typed.current,
    onInput: (event: React.FormEvent<HTMLElement>) => {
      typed.current = (event.target as HTMLInputElement).value;
    },
    onFocus: () => {
      hasLeft.current = false;
    },
    onBlur: () => {
      hasLeft.current = true;
      // Leaving by the Tab key chooses the marked option, right after this.
      timer.current = setTimeout(() => {
        const text = typed.current;
        finish();
        if (text !== null && text.trim() !== '') {
          whileLeaving(() => latest.current(text));
        }
      });
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      const text = typed.current;
      if (event.key === 'Escape') {
        finish();
      } else if (event.key === 'Enter' && text?.trim() && !hasActiveOption(event.target)) {
        // Where the list held nothing but a note when the typing began, no option is marked, and Enter would do nothing.
        finish();
        closeList(event.target);
        latest.current(text);
      }
    },
  };
}

function hasActiveOption(target: EventTarget): boolean {
  return target instanceof Element && Boolean(target.getAttribute('aria-activedescendant'));
}

function closeList(target: EventTarget): void {
  if (target instanceof HTMLElement) {
    target.blur();
    target.focus();
  }
}
