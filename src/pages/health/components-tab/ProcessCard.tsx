import { css } from '@emotion/css';
import { formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, CollapsableSection, Stack, Text, useStyles2, type BadgeColor } from '@grafana/ui';
import React, { useId } from 'react';
import type { ProcessEvidence, ProcessNumbers } from '../../../health';
import type { BuildInfo, Probed, Readiness, ServiceStatus } from '../../../tempo';
import { failureText } from '../failureText';

interface ProcessCardProps {
  process: ProcessEvidence;
  /** Of Prometheus, where it can tell. */
  numbers: ProcessNumbers | undefined;
}

/** One process: ready or why not, version, where it can be reached, and its services, the failed ones first. */
export function ProcessCard({ process, numbers }: ProcessCardProps) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { name, via, readiness, buildInfo, services } = process;
  return (
    <section className={styles.card} aria-labelledby={heading} data-process={name}>
      <Stack direction="column" gap={1}>
        <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
          <Text element="h2" variant="h5">
            <span id={heading}>{name === 'single-binary' ? t('health.process.all', 'Single binary') : name}</span>
          </Text>
          <ReadinessBadge readiness={readiness} />
          <Text color="secondary" variant="bodySmall">
            {via === 'route'
              ? t('health.process.via-route', 'asked by its own route')
              : t('health.process.via-source', 'asked through the data source')}
          </Text>
        </Stack>
        <ReadinessReason readiness={readiness} />
        {buildInfo?.ok && (
          <Text element="p" color="secondary">
            {buildText(buildInfo.value)}
          </Text>
        )}
        {numbers && <Numbers numbers={numbers} />}
        <Services services={services} />
      </Stack>
    </section>
  );
}

/** Version and build; images that people build themselves often carry no more than the version. */
function buildText({ version, revision, goVersion }: BuildInfo): string {
  const parts = [
    version && t('health.process.version', 'Version {{version}}', { version, interpolation: { escapeValue: false } }),
    revision && t('health.process.revision', 'revision {{revision}}', { revision }),
    goVersion,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The numbers of Prometheus. What it does not know is not shown. */
function Numbers({ numbers }: { numbers: ProcessNumbers }) {
  const styles = useStyles2(getStyles);
  const entries: Array<[string, number | undefined, string]> = [
    [t('health.process.count', 'Processes'), numbers.processes, 'none'],
    [t('health.process.uptime', 'Up for'), numbers.uptimeSeconds, 's'],
    [t('health.process.restarts', 'Restarts in the last hour'), numbers.restarts, 'none'],
    [t('health.process.cpu', 'CPU cores'), numbers.cpuCores, 'short'],
    [t('health.process.memory', 'Memory'), numbers.memoryBytes, 'bytes'],
    [t('health.process.goroutines', 'Goroutines'), numbers.goroutines, 'short'],
  ];
  return (
    <dl className={styles.numbers}>
      {entries.map(([label, value, unit]) =>
        value === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formattedValueToString(getValueFormat(unit)(value))}</dd>
          </div>
        )
      )}
    </dl>
  );
}

function ReadinessBadge({ readiness }: { readiness: Probed<Readiness> | undefined }) {
  const [color, text]: [BadgeColor, string] = !readiness?.ok
    ? ['darkgrey', t('health.process.not-known', 'not known')]
    : readiness.value.ready
      ? ['green', t('health.process.ready', 'ready')]
      : ['red', t('health.process.not-ready', 'not ready')];
  return <Badge color={color} text={text} />;
}

function ReadinessReason({ readiness }: { readiness: Probed<Readiness> | undefined }) {
  const styles = useStyles2(getStyles);
  if (readiness?.ok && !readiness.value.ready) {
    return <pre className={styles.said}>{readiness.value.reason}</pre>;
  }
  return readiness?.ok === false ? <p>{failureText(readiness.failure)}</p> : null;
}

function Services({ services }: { services: Probed<readonly ServiceStatus[]> | undefined }) {
  const styles = useStyles2(getStyles);
  if (!services?.ok || services.value.length === 0) {
    return null;
  }
  const sorted = [...services.value].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const bad = sorted.filter(({ state }) => state !== 'Running');
  return (
    <CollapsableSection
      isOpen={bad.length > 0}
      label={
        <Text element="h3" variant="body">
          {t('health.process.services', 'Services: {{running}} of {{all}} running', {
            running: sorted.length - bad.length,
            all: sorted.length,
          })}
        </Text>
      }
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('health.process.service', 'Service')}</th>
            <th scope="col">{t('health.process.state', 'State')}</th>
            <th scope="col">{t('health.process.failure', 'Failure')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ name, state, failure }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{state}</td>
              <td>{failure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </CollapsableSection>
  );
}

/** The failed ones first, then those that are not running yet or any more. */
function rank({ state }: ServiceStatus): number {
  if (state === 'Failed') {
    return 0;
  }
  return state === 'Running' ? 2 : 1;
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    padding: theme.spacing(2),
  }),
  numbers: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    margin: 0,
    '& dt': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize, fontWeight: 'normal' },
    '& dd': { margin: 0, fontVariantNumeric: 'tabular-nums' },
  }),
  said: css({ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
  table: css({
    width: '100%',
    '& th, & td': { textAlign: 'left', padding: theme.spacing(0.5, 1), overflowWrap: 'anywhere' },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
});
