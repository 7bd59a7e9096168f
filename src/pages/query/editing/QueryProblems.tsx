import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, Stack, useStyles2, type IconName } from '@grafana/ui';
import React from 'react';
import { positionAt, type Diagnostic, type Fix, type Severity } from '../../../traceql';

interface QueryProblemsProps {
  text: string;
  diagnostics: readonly Diagnostic[];
  onFix(fix: Fix): void;
}

const ICONS: Readonly<Record<Severity, IconName>> = {
  error: 'exclamation-circle',
  warning: 'exclamation-triangle',
  info: 'info-circle',
  hint: 'info-circle',
};

/** More would bury the first, from which the others often follow. */
const SHOWN = 5;

/** What is wrong with the query and where, with repairs. Hints (style, cost) stand in the editor alone. */
export function QueryProblems({ text, diagnostics, onFix }: QueryProblemsProps) {
  const styles = useStyles2(getStyles);
  const shown = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning').slice(0, SHOWN);
  return (
    <ul className={styles.list} aria-label={t('query.problems.label', 'Problems of the query')} aria-live="polite">
      {shown.map((diagnostic, index) => (
        <li key={index} className={diagnostic.severity === 'error' ? styles.error : styles.warning}>
          <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
            <Icon name={ICONS[diagnostic.severity]} title={nameOf(diagnostic.severity)} />
            <span>
              {diagnostic.message} <span className={styles.place}>{placeOf(text, diagnostic)}</span>
            </span>
            {diagnostic.fixes.map((fix) => (
              <Button key={fix.title} size="sm" variant="secondary" icon="wrench" onClick={() => onFix(fix)}>
                {fix.title}
              </Button>
            ))}
          </Stack>
        </li>
      ))}
    </ul>
  );
}

function nameOf(severity: Severity): string {
  return severity === 'error' ? t('query.problems.error', 'Error') : t('query.problems.warning', 'Warning');
}

function placeOf(text: string, { range }: Diagnostic): string {
  const { line, column } = positionAt(text, range.start);
  return t('query.problems.place', 'line {{line}}, column {{column}}', { line, column });
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, '&:empty': { display: 'none' } }),
  error: css({ svg: { color: theme.colors.error.text }, padding: theme.spacing(0.5, 0) }),
  warning: css({ svg: { color: theme.colors.warning.text }, padding: theme.spacing(0.5, 0) }),
  place: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
});
