import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { useSurroundings } from '../../../data';
import type { ServiceDefect, ServiceQuality } from '../../../health';
import { tracePath } from '../../../panels';
import { nameOfService } from './nameOfService';

/** What is wrong with the spans of a service, why, and what mends it, with traces to look at. */
export function ServiceDefects({ quality: { service, defects } }: { quality: ServiceQuality }) {
  const heading = useId();
  const name = nameOfService(service);
  return (
    <section aria-labelledby={heading}>
      <Stack direction="column" gap={2}>
        <Text element="h2" variant="h4">
          <span id={heading}>
            {defects.length === 0
              ? t('health.quality.sound', 'Nothing is wrong with the spans of {{name}}', {
                  name,
                  interpolation: { escapeValue: false },
                })
              : t('health.quality.defects-of', 'Defects of {{name}}', { name, interpolation: { escapeValue: false } })}
          </span>
        </Text>
        {defects.map((defect) => (
          <DefectCard key={defect.defect} defect={defect} />
        ))}
      </Stack>
    </section>
  );
}

const ID_DIGITS_SHOWN = 8;

function DefectCard({ defect }: { defect: ServiceDefect }) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { tempo } = useSurroundings();
  const { title, cause, remedy, spanCount, traceShare, exampleTraceIds } = defect;
  return (
    <section className={styles.card} aria-labelledby={heading} data-defect={defect.defect}>
      <Stack direction="column" gap={1}>
        <Text element="h3" variant="h5">
          <span id={heading}>{title}</span>
        </Text>
        <Text element="p">
          {t('health.quality.extent', 'Affected traces: {{percent}} %. Occurrences: {{spans}}.', {
            percent: Math.max(1, Math.round(traceShare * 100)),
            spans: spanCount,
          })}
        </Text>
        <Text element="p" color="secondary">
          {cause}
        </Text>
        <Text element="p">{remedy}</Text>
        <Stack direction="row" gap={1} wrap="wrap">
          <Text color="secondary">{t('health.quality.examples', 'Examples:')}</Text>
          {exampleTraceIds.map((traceId) => (
            <TextLink
              key={traceId}
              href={tracePath({ traceId }, tempo?.uid ?? '')}
              aria-label={t('health.quality.open', 'Open trace {{traceId}}', { traceId })}
            >
              {`${traceId.slice(0, ID_DIGITS_SHOWN)}…`}
            </TextLink>
          ))}
        </Stack>
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
    overflowWrap: 'anywhere',
  }),
});
