import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import type { Diagnostic, Severity } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { HiddenText } from './HiddenText';
import { useDiagnostics } from './usePartMarks';

const ICONS: Readonly<Record<Severity, IconName>> = {
  error: 'exclamation-circle',
  warning: 'exclamation-triangle',
  info: 'info-circle',
  hint: 'info-circle',
};

/** What is wrong with a part of the query, or could be better, with the repairs. */
export function PartNotes({ part }: { part: string }) {
  const diagnostics = useDiagnostics(part);
  const styles = useStyles2(getStyles);
  if (diagnostics.length === 0) {
    return null;
  }
  return (
    <ul className={styles.list}>
      {diagnostics.map((diagnostic, index) => (
        <li key={index} className={cx(styles.note, styles[diagnostic.severity])}>
          <Note diagnostic={diagnostic} part={part} index={index} />
        </li>
      ))}
    </ul>
  );
}

interface NoteProps {
  diagnostic: Diagnostic;
  part: string;
  index: number;
}

function Note({ diagnostic: { severity, message, fixes }, part, index }: NoteProps) {
  const { fix, disabled, marks } = useBuilder();
  const repair = (which: number) => {
    const found = marks.fixOf(part, index, which);
    if (found) {
      fix(found);
    }
  };
  const styles = useStyles2(getStyles);
  return (
    <>
      <Icon name={ICONS[severity]} />
      <span>
        <HiddenText>{severityName(severity)}</HiddenText>
        {withCode(message)}
      </span>
      <span className={styles.fixes}>
        {fixes.map((each, which) => (
          <Button
            key={which}
            size="sm"
            fill="outline"
            variant="secondary"
            icon="wrench"
            disabled={disabled}
            onClick={() => repair(which)}
          >
            {each.title}
          </Button>
        ))}
      </span>
    </>
  );
}

/** Parts of TraceQL stand between backticks. */
function withCode(message: string): ReactNode {
  return message.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}

function severityName(severity: Severity): string {
  switch (severity) {
    case 'error':
      return t('traceql-builder.severity-error', 'Error: ');
    case 'warning':
      return t('traceql-builder.severity-warning', 'Warning: ');
    default:
      return t('traceql-builder.severity-hint', 'Hint: ');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, flexBasis: '100%' }),
  note: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 0),
    overflowWrap: 'anywhere',
  }),
  fixes: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
  error: css({ color: theme.colors.error.text }),
  warning: css({ color: theme.colors.warning.text }),
  info: css({ color: theme.colors.text.secondary }),
  hint: css({ color: theme.colors.text.secondary }),
});
