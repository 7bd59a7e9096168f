import { t } from '@grafana/i18n';
import React from 'react';
import { literalText, renderExpression, type Invalid, type Literal } from '../../traceql';
import { readNumber } from './readNumber';
import { TextBox } from './TextBox';
import { UNESCAPED } from './unescaped';

type NumberType = 'int' | 'float' | 'duration';

interface NumberBoxProps {
  label: string;
  value: Literal | Invalid | null;
  /** Types that the number may be of. */
  types: readonly NumberType[];
  onChange(value: Literal): void;
  /** Further demands; gives what is wrong, or null. */
  judge?(value: Literal): string | null;
  placeholder?: string;
  focusKey?: string;
}

/** A number, or a duration such as 1h30m. */
export function NumberBox({ label, value, types, onChange, judge, placeholder, focusKey }: NumberBoxProps) {
  const text = value && (value.kind === 'invalid' ? renderExpression(value) : literalText(value));
  const commit = (typed: string): string | null => {
    const read = readNumber(typed, types);
    const problem = read ? (judge?.(read) ?? null) : expectation(types, typed);
    if (read && problem === null) {
      onChange(read);
    }
    return problem;
  };
  return <TextBox {...{ label, text, placeholder, focusKey }} width={16} inputMode="text" onCommit={commit} />;
}

function expectation(types: readonly NumberType[], typed: string): string {
  if (types.includes('duration')) {
    return t(
      'traceql-builder.no-number-or-duration',
      '“{{typed}}” is no number or duration, such as 2, 0.5 or 250ms.',
      {
        typed,
      }
    );
  }
  return types.includes('float')
    ? t('traceql-builder.no-float', '“{{typed}}” is no number, such as 0.5 or 1e6.', {
        typed,
        interpolation: UNESCAPED,
      })
    : t('traceql-builder.no-int', '“{{typed}}” is no whole number, such as 200 or -1.', {
        typed,
        interpolation: UNESCAPED,
      });
}
