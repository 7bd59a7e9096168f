import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';

interface CodeSampleProps {
  /** What it is, such as the name of a file. */
  title: string;
  code: string;
}

/** A piece of configuration or a command, to be read and copied. */
export function CodeSample({ title, code }: CodeSampleProps) {
  const styles = useStyles2(getStyles);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="text"
          icon="copy"
          getText={() => code}
          aria-label={t('code-sample.copy', 'Copy {{title}}', { title, interpolation: { escapeValue: false } })}
        />
      </figcaption>
      {/* Wide lines scroll, also by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.code} tabIndex={0} aria-label={title}>
        {code}
      </pre>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ margin: 0, maxWidth: '100%' }),
  caption: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  code: css({ margin: 0, maxHeight: 320, overflow: 'auto' }),
});
