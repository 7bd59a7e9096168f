import { t } from '@grafana/i18n';
import { IconButton, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { literalText, makeString, patternOfTexts, textsOfPattern, type Field, type Value } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { TextBox } from './TextBox';
import type { ValuePlace } from './valueSuggestions';
import { ValuesBox } from './ValuesBox';

interface PatternBoxProps {
  label: string;
  field: Field;
  pattern: string;
  place: ValuePlace;
  onChange(pattern: Value): void;
  focusKey?: string;
  isLazy?: boolean;
}

/** A regular expression: as text, or as the values that it lists, which are escaped and anchored as the release needs. */
export function PatternBox({ label, field, pattern, place, onChange, focusKey, isLazy }: PatternBoxProps) {
  const { tempo, disabled } = useBuilder();
  const texts = textsOfPattern(pattern, tempo);
  const [asValues, setAsValues] = useState(texts !== null && texts.length > 1);
  const isList = asValues && (texts !== null || pattern === '');
  const change = (values: readonly Value[]) => {
    const chosen = values.map(literalText);
    onChange(makeString(chosen.length > 0 ? patternOfTexts(chosen, tempo) : ''));
  };
  return (
    <Stack direction="row" gap={0.5} alignItems="center">
      {isList ? (
        <ValuesBox
          label={label}
          field={field}
          type="string"
          values={pattern === '' ? [] : (texts ?? []).map(makeString)}
          place={place}
          onChange={change}
          focusKey={focusKey}
        />
      ) : (
        <TextBox
          label={t('traceql-builder.pattern', 'Pattern {{of}}', { of: label })}
          text={pattern}
          placeholder={t('traceql-builder.pattern-placeholder', 'Regular expression, such as GET|POST')}
          width={32}
          monospace
          isLazy={isLazy}
          onCommit={(typed) => {
            onChange(makeString(typed));
            return null;
          }}
          focusKey={focusKey}
        />
      )}
      <IconButton
        name={isList ? 'pen' : 'list-ul'}
        tooltip={
          isList
            ? t('traceql-builder.as-pattern', 'Write the pattern {{of}} as text', { of: label })
            : t('traceql-builder.as-values', 'Choose the values {{of}} from a list', { of: label })
        }
        disabled={disabled || (!isList && texts === null && pattern !== '')}
        onClick={() => setAsValues(!isList)}
      />
    </Stack>
  );
}
