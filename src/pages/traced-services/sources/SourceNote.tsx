import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Toggletip, Button, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../components/Problem';
import type { MissingPart, RedSource, TracedSources } from '../../../signals/traced';

interface SourceNoteProps {
  sources: TracedSources;
  /** That there is no Prometheus has been said already. */
  hasPrometheusFailed: boolean;
}

/** Where the numbers come from, in words, and what to configure for better. */
export function SourceNote({ sources: { red, reason }, hasPrometheusFailed }: SourceNoteProps) {
  const styles = useStyles2(getStyles);
  const missing = reason.filter(({ id }) => !(hasPrometheusFailed && id === 'no-prometheus'));
  if (red.kind === 'none') {
    return (
      <Problem severity="info" title={t('services.none', 'Nothing here counts the traced services')}>
        <MissingList missing={missing} />
      </Problem>
    );
  }
  return (
    <div className={styles.note}>
      <Icon name="info-circle" />
      <span>{describeSource(red)}</span>
      {missing.length > 0 && (
        <Toggletip
          title={t('services.better-title', 'For more on this page')}
          content={<MissingList missing={missing} />}
          placement="bottom-start"
        >
          <Button variant="secondary" fill="text" size="sm" icon="wrench">
            {t('services.better', 'What to configure for better')}
          </Button>
        </Toggletip>
      )}
    </div>
  );
}

function MissingList({ missing }: { missing: readonly MissingPart[] }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {missing.map(({ id, text }) => (
        <li key={id}>{text}</li>
      ))}
    </ul>
  );
}

function describeSource(red: Exclude<RedSource, { kind: 'none' }>): string {
  if (red.kind === 'traceql') {
    return t(
      'services.source-traceql',
      'Computed by Tempo from the spans themselves (TraceQL metrics). In Tempo 2 this needs the processor local-blocks, and a few hours are the most that can be asked for.'
    );
  }
  return red.maker === 'tempo'
    ? t('services.source-tempo', 'From the span metrics of Tempo’s metrics-generator ({{calls}}).', {
        calls: red.calls,
      })
    : t('services.source-otel', 'From the span metrics of an OpenTelemetry collector ({{calls}}).', {
        calls: red.calls,
      });
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
  }),
  list: css({ margin: 0, paddingLeft: theme.spacing(2), '& li + li': { marginTop: theme.spacing(1) } }),
});
