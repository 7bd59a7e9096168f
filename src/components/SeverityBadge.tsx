import { t } from '@grafana/i18n';
import { Badge, type BadgeColor } from '@grafana/ui';
import React from 'react';
import type { Severity } from '../health';

const COLOURS: Readonly<Record<Severity, BadgeColor>> = { critical: 'red', warning: 'orange', info: 'blue' };

/** How bad a finding is, in colour and in words. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  return <Badge color={COLOURS[severity]} text={severityText(severity)} />;
}

function severityText(severity: Severity): string {
  switch (severity) {
    case 'critical':
      return t('severity.critical', 'Critical');
    case 'warning':
      return t('severity.warning', 'Warning');
    case 'info':
      return t('severity.info', 'For your information');
  }
}
