import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, Modal, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';

export interface Shareable {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly content: string;
}

interface ShareModalProps {
  items: readonly Shareable[];
  onDismiss(): void;
}

/** Texts to hand to others: shown, so that they can be read and copied by hand too, where the clipboard is forbidden. */
export function ShareModal({ items, onDismiss }: ShareModalProps) {
  const styles = useStyles2(getStyles);
  return (
    <Modal title={t('query.share.title', 'Share the query')} isOpen onDismiss={onDismiss}>
      <Stack direction="column" gap={3}>
        {items.map(({ id, title, description, content }) => (
          <section key={id} aria-label={title}>
            <Stack direction="row" justifyContent="space-between" alignItems="center" gap={1}>
              <h3 className={styles.title}>{title}</h3>
              <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => content}>
                {t('query.share.copy', 'Copy')}
              </ClipboardButton>
            </Stack>
            <p className={styles.description}>{description}</p>
            {/* A long line must be reachable by keyboard too. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className={styles.content} tabIndex={0}>
              {content}
            </pre>
          </section>
        ))}
      </Stack>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ ...theme.typography.h5, margin: 0 }),
  description: css({ color: theme.colors.text.secondary, margin: theme.spacing(0.5, 0) }),
  content: css({ margin: 0, maxHeight: 200, overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});
