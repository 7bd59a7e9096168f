import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Discard } from '../../../data';
import { formatLimitValue } from './formatLimit';

/** All that was thrown away of a tenant, whatever the reason; most first. */
export function Discards({ discards }: { discards: readonly Discard[] }) {
  const styles = useStyles2(getStyles);
  const sorted = [...discards].sort((a, b) => b.spans - a.spans);
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h5">
        {t('health.limits.discards', 'Spans thrown away within the last hour')}
      </Text>
      {sorted.length === 0 ? (
        <p>{t('health.limits.no-discards', 'None.')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('health.limits.discards', 'Spans thrown away within the last hour')}>
          {sorted.map(({ reason, spans }) => (
            <li key={reason}>
              <code>{reason}</code>: {formatLimitValue({ unit: 'count' }, Math.ceil(spans))}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ paddingLeft: theme.spacing(3), margin: 0, overflowWrap: 'anywhere' }),
});
