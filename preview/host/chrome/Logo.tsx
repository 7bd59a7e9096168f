import React from 'react';

/** A mark of the preview's own, in the place and colours of Grafana's logo. */
export function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <defs>
        <linearGradient id="previewLogo" x1="0" y1="1" x2="0" y2="0">
          <stop offset="0" stopColor="#fbca0a" />
          <stop offset="1" stopColor="#f05a28" />
        </linearGradient>
      </defs>
      <circle cx="12" cy="12" r="9" fill="none" stroke="url(#previewLogo)" strokeWidth="3" strokeDasharray="46 11" />
      <circle cx="12" cy="12" r="3.5" fill="url(#previewLogo)" />
    </svg>
  );
}
