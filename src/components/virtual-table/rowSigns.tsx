import React, { type SVGProps } from 'react';

/**
 * Signs for table rows. `Icon` of Grafana loads its picture after it is mounted and renders once more then; with some signs
 * in each row that is what scrolling waits for.
 */
function Sign({ children, ...attributes }: SVGProps<SVGSVGElement>) {
  return (
    <svg
      width={14}
      height={14}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      {...attributes}
    >
      {children}
    </svg>
  );
}

/** Points right, or down where the row is open. */
export function ExpandSign({ isExpanded }: { isExpanded: boolean }) {
  return (
    <Sign>
      <path d={isExpanded ? 'M3 5l4 4 4-4' : 'M5 3l4 4-4 4'} />
    </Sign>
  );
}

export function CopySign() {
  return (
    <Sign>
      <rect x="1.5" y="1.5" width="8" height="8" rx="1.5" />
      <path d="M12.5 5v6a1.5 1.5 0 0 1-1.5 1.5H5" />
    </Sign>
  );
}

export function ErrorSign() {
  return (
    <Sign>
      <circle cx="7" cy="7" r="5.8" />
      <path d="M7 4v3.4M7 9.9v.01" />
    </Sign>
  );
}
