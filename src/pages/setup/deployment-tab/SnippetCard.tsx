import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import type { Snippet } from '../../../deployment';
import { FileSample } from '../FileSample';

/** A part of a configuration, with where it belongs and why. */
export function SnippetCard({ snippet }: { snippet: Snippet }) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { id, title, why, file, text, appliesTo } = snippet;
  return (
    <section className={styles.card} aria-labelledby={heading} data-snippet={id}>
      <Stack direction="column" gap={1} alignItems="stretch">
        <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
          <Text element="h2" variant="h5">
            <span id={heading}>{title}</span>
          </Text>
          <Text color="secondary" variant="bodySmall">
            {appliesTo}
          </Text>
        </Stack>
        <Text element="p">{why}</Text>
        <FileSample fileName={file} code={text} />
      </Stack>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    padding: theme.spacing(2),
    minWidth: 0,
  }),
});
