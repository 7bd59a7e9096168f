import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { ExpandSign, getRowButtonStyles } from '../../../../components/virtual-table';

interface ExpandButtonProps {
  isExpanded: boolean;
  label: string;
  onToggle(): void;
}

/** Opens the matching spans below a trace; by keyboard the arrows do so. */
export function ExpandButton({ isExpanded, label, onToggle }: ExpandButtonProps) {
  const style = useStyles2(getRowButtonStyles);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={style}
      aria-expanded={isExpanded}
      aria-label={label}
      onClick={onToggle}
    >
      <ExpandSign isExpanded={isExpanded} />
    </button>
  );
}
