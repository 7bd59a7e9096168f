import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';
import { literalText, readLiteral, type Field, type Literal, type LiteralType, type Value } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { FieldMessage } from './FieldMessage';
import { SuggestBox } from './SuggestBox';
import { useValueSuggestions, type ValuePlace, type ValueSuggestion } from './valueSuggestions';
import { notOfType } from './valueWords';
import { UNESCAPED } from './unescaped';

interface ValuesBoxProps {
  /** "of condition 2": completes the labels. */
  label: string;
  field: Field;
  type: LiteralType;
  values: readonly Value[];
  place: ValuePlace;
  onChange(values: readonly Value[]): void;
  focusKey?: string;
}

/** One value or several: a box for the first, and as many more as wished. */
export function ValuesBox(props: ValuesBoxProps) {
  const { label, values, onChange, focusKey } = props;
  const [isAdding, setIsAdding] = useState(false);
  const { disabled, say } = useBuilder();
  const styles = useStyles2(getStyles);
  const isSeveral = values.length > 1 || (isAdding && values.length > 0);
  const remove = (index: number) => {
    if (values.length === 1) {
      // A condition without a value is none; its box comes back instead.
      setIsAdding(false);
      return;
    }
    say(t('traceql-builder.value-removed', 'Value removed'));
    onChange(values.filter((_, at) => at !== index));
  };
  const add = (value: Literal) => {
    setIsAdding(true);
    if (!values.some((each) => literalText(each) === literalText(value))) {
      onChange([...values, value]);
    }
  };
  if (!isSeveral) {
    const [only] = values;
    const name = t('traceql-builder.value', 'Value {{of}}', { of: label });
    return (
      <div className={styles.one}>
        <OneValue {...props} label={name} value={only ?? null} onChoose={(value) => onChange([value])} />
        {only && (
          <IconButton
            name="plus"
            tooltip={t('traceql-builder.another-value', 'Another value {{of}}', { of: label })}
            disabled={disabled}
            onClick={() => setIsAdding(true)}
          />
        )}
      </div>
    );
  }
  return (
    <div className={styles.several} data-focus={focusKey}>
      <ul className={styles.chips} aria-label={t('traceql-builder.values', 'Values {{of}}', { of: label })}>
        {values.map((value, index) => (
          <Chip key={literalText(value)} text={literalText(value)} onRemove={() => remove(index)} />
        ))}
      </ul>
      <AddedValue {...props} key={values.length} hasFocus={isAdding} onChoose={add} />
    </div>
  );
}

/** The box for one more value; begins anew after each. */
function AddedValue(props: ValuesBoxProps & { hasFocus: boolean; onChoose(value: Literal): void }) {
  const { hasFocus, label } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hasFocus) {
      box.current?.querySelector('input')?.focus();
    }
  }, [hasFocus]);
  const name = t('traceql-builder.another-value', 'Another value {{of}}', { of: label });
  return (
    <div ref={box}>
      <OneValue
        {...props}
        label={name}
        focusKey={undefined}
        value={null}
        placeholder={t('traceql-builder.one-more', 'Another value')}
      />
    </div>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove(): void }) {
  const styles = useStyles2(getStyles);
  const { disabled } = useBuilder();
  return (
    <li className={styles.chip}>
      <span className={styles.text}>{text === '' ? t('traceql-builder.empty-text', '(empty text)') : text}</span>
      <IconButton
        name="times"
        size="sm"
        tooltip={t('traceql-builder.remove-value', 'Remove value {{text}}', { text, interpolation: UNESCAPED })}
        disabled={disabled}
        onClick={onRemove}
      />
    </li>
  );
}

interface OneValueProps extends Pick<ValuesBoxProps, 'label' | 'field' | 'type' | 'place' | 'focusKey'> {
  value: Value | null;
  placeholder?: string;
  onChoose(value: Literal): void;
}

/** A value with suggestions from the data; what is none of the type stays in the box, with a word of why. */
export function OneValue({ label, field, type, place, value, placeholder, onChoose, focusKey }: OneValueProps) {
  const [rejected, setRejected] = useState<string | null>(null);
  const suggestFromData = useValueSuggestions(field, place);
  const suggest = WORDS[type] ? suggestWords(WORDS[type]) : suggestFromData;
  const choose = (text: string, suggested: LiteralType | null) => {
    // A suggestion tells its own type where that of the attribute is open.
    const isOpen = field.kind === 'attribute' && type === 'string';
    const read = readLiteral((isOpen ? suggested : null) ?? type, text);
    setRejected(read ? null : text);
    if (read) {
      onChoose(read);
    }
  };
  const text = value && literalText(value);
  return (
    <div>
      <SuggestBox<ValueSuggestion>
        label={label}
        value={rejected ?? (text === '' ? null : text)}
        placeholder={
          text === ''
            ? t('traceql-builder.empty-text', '(empty text)')
            : (placeholder ?? t('traceql-builder.choose-value', 'Value'))
        }
        suggest={suggest}
        onPick={(item) => choose(item.text, item.type)}
        onTyped={(typed) => choose(typed, null)}
        invalid={rejected !== null}
        focusKey={focusKey}
      />
      <FieldMessage message={rejected === null ? null : notOfType(type, rejected)} />
    </div>
  );
}

/** Values that are words of the language. */
const WORDS: Readonly<Partial<Record<LiteralType, readonly string[]>>> = {
  status: ['error', 'ok', 'unset'],
  'span-kind': ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'],
};

const WORD_SUGGESTIONS = new Map<readonly string[], (typed: string) => Promise<{ items: ValueSuggestion[] }>>();

/** The same function for the same words, so that an open list does not begin anew. */
function suggestWords(words: readonly string[]) {
  const found = WORD_SUGGESTIONS.get(words);
  const suggest =
    found ??
    ((typed: string) => {
      const fitting = words.filter((word) => word.includes(typed.trim()));
      return Promise.resolve({ items: fitting.map((text) => ({ text, label: text, type: null })) });
    });
  WORD_SUGGESTIONS.set(words, suggest);
  return suggest;
}

const getStyles = (theme: GrafanaTheme2) => ({
  one: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    '& > div': { flexGrow: 1, minWidth: theme.spacing(20) },
  }),
  several: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: theme.spacing(20),
    '& > :last-child': { flex: `1 1 ${theme.spacing(16)}` },
  }),
  chips: css({ listStyle: 'none', margin: 0, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
  chip: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: '100%',
    padding: theme.spacing(0.25, 0.75),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  text: css({ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }),
});
