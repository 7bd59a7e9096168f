import React from 'react';
import type { ComparisonOperator } from '../../traceql';
import { OptionBox } from './OptionBox';
import { operatorName } from './valueWords';

interface ComparisonBoxProps {
  label: string;
  value: ComparisonOperator;
  onChange(operator: ComparisonOperator): void;
}

const OPERATORS: readonly ComparisonOperator[] = ['>', '>=', '<', '<=', '=', '!='];

/** How two numbers are compared. */
export function ComparisonBox({ label, value, onChange }: ComparisonBoxProps) {
  return (
    <OptionBox
      label={label}
      options={OPERATORS.map((operator) => ({ value: operator, label: `${operator}  ${operatorName(operator)}` }))}
      value={value}
      onChange={onChange}
      width={20}
    />
  );
}
