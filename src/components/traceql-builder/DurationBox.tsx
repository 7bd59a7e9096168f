import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import React, { useRef, useState } from 'react';
import { readLiteral, type Literal } from '../../traceql';
import { splitDuration, withUnit, type DurationUnit, DURATION_UNITS } from './durationUnits';
import { OptionBox } from './OptionBox';
import { TextBox } from './TextBox';
import { notOfType } from './valueWords';

interface DurationBoxProps {
  /** "of condition 2": completes the labels. */
  label: string;
  /** As it stands in the query; null where there is none yet. */
  text: string | null;
  onChange(value: Literal): void;
  focusKey?: string;
  isLazy?: boolean;
}

/** A number with a unit; anything that Tempo takes as a duration may be typed, too. */
export function DurationBox({ label, text, onChange, focusKey, isLazy }: DurationBoxProps) {
  const [unit, setUnit] = useState<DurationUnit>('ms');
  const typed = useRef('');
  const parts = text === null ? { amount: null, unit } : splitDuration(text);
  const commit = (given: string): string | null => {
    const bare = given.trim();
    const isBare = /^-?(?:\d+\.?\d*|\.\d+)$/.test(bare);
    const value = readLiteral('duration', isBare ? bare + (parts.unit ?? unit) : bare);
    if (value) {
      onChange(value);
    }
    return value ? null : notOfType('duration', given);
  };
  const changeUnit = (chosen: DurationUnit) => {
    setUnit(chosen);
    const value = text === null ? readLiteral('duration', typed.current.trim() + chosen) : withUnit(text, chosen);
    if (value) {
      onChange(value);
    }
  };
  return (
    <Stack direction="row" gap={0.5} alignItems="flex-start">
      <TextBox
        label={t('traceql-builder.value', 'Value {{of}}', { of: label })}
        text={parts.amount}
        placeholder={t('traceql-builder.duration-placeholder', '500 or 1h30m')}
        width={14}
        onCommit={commit}
        focusKey={focusKey}
        isLazy={isLazy}
        onTyped={(text) => {
          typed.current = text;
        }}
      />
      <OptionBox
        label={t('traceql-builder.unit', 'Unit {{of}}', { of: label })}
        options={DURATION_UNITS.map((each) => ({ value: each }))}
        value={parts.unit}
        onChange={changeUnit}
        placeholder={t('traceql-builder.unit-as-written', '(unit)')}
        width={10}
      />
    </Stack>
  );
}
