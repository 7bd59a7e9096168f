import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Icon, LoadingPlaceholder, Stack, Text, useStyles2, useTheme2, type IconName } from '@grafana/ui';
import React from 'react';
import { formatNumber } from '../numbers/formatNumber';
import { firstBadValue, worseWhen } from '../numbers/numberLevel';
import type { OverviewNumber } from '../numbers/overviewNumbers';
import type { NumberReading } from '../numbers/readNumbers';
import { compareDays, type DayChange } from './compareDays';

type Readings = ReadonlyMap<string, NumberReading>;

interface DayChangesProps {
  numbers: readonly OverviewNumber[];
  /** By refId. */
  now: Readings;
  /** The same a day before; undefined while they are asked for. */
  before: Readings | undefined;
  onRetry(): void;
}

/** What is different from the same time yesterday, the worst first. */
export function DayChanges(props: DayChangesProps) {
  return (
    <section aria-labelledby="overview-changes" aria-busy={props.before === undefined}>
      <Stack direction="column" gap={1}>
        <div>
          <Text element="h2" variant="h5" id="overview-changes">
            {t('overview.changes.title', 'Changes since yesterday')}
          </Text>
          <Text element="p" variant="bodySmall" color="secondary">
            <Trans i18nKey="overview.changes.sub-title">
              Averages of the chosen time range, against those of the same range 24 hours earlier. Less than a tenth is
              left out.
            </Trans>
          </Text>
        </div>
        <Compared {...props} />
      </Stack>
    </section>
  );
}

function Compared({ numbers, now, before, onRetry }: DayChangesProps) {
  if (!before) {
    return <LoadingPlaceholder text={t('overview.changes.loading', 'Asking for yesterday…')} />;
  }
  const failure = [...before.values()].find((reading) => reading.status === 'failed');
  if (failure?.status === 'failed') {
    return (
      <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
        {t('overview.changes.failed', 'Yesterday could not be asked for: {{said}}', {
          said: failure.said,
          interpolation: { escapeValue: false },
        })}
        <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
          {t('overview.changes.retry', 'Ask again')}
        </Button>
      </Stack>
    );
  }
  return <Changes {...compare(numbers, now, before)} />;
}

interface Comparison {
  changes: Array<DayChange & { number: OverviewNumber }>;
  /** How many numbers have a value both days. */
  compared: number;
  /** Numbers that have a value today only. */
  missing: OverviewNumber[];
}

function compare(numbers: readonly OverviewNumber[], now: Readings, before: Readings): Comparison {
  const today = numbers.filter(({ refId }) => now.get(refId)?.status === 'value');
  const both = today.flatMap((number) => {
    const [a, b] = [now.get(number.refId), before.get(number.refId)];
    return a?.status === 'value' && b?.status === 'value'
      ? [{ number, id: number.signal.id, now: a.mean, before: b.mean }]
      : [];
  });
  const changes = compareDays(
    both.map(({ number: { signal }, ...means }) => ({
      ...means,
      worseWhen: worseWhen(signal),
      firstBad: firstBadValue(signal),
    }))
  );
  return {
    changes: changes.flatMap((change) => {
      const number = numbers.find(({ signal }) => signal.id === change.id);
      return number ? [{ ...change, number }] : [];
    }),
    compared: both.length,
    missing: today.filter((number) => !both.some(({ id }) => id === number.signal.id)),
  };
}

function Changes({ changes, compared, missing }: Comparison) {
  const styles = useStyles2(getStyles);
  if (compared === 0) {
    return (
      <p className={styles.text}>
        <Trans i18nKey="overview.changes.no-data">
          There are no data of 24 hours ago: Prometheus did not scrape this Tempo then, or keeps less than that.
        </Trans>
      </p>
    );
  }
  return (
    <>
      {changes.length === 0 ? (
        <p className={styles.text}>
          {t('overview.changes.none', 'None of the {{count}} numbers changed notably.', { count: compared })}
        </p>
      ) : (
        <ol className={styles.list}>
          {changes.map((change) => (
            <ChangeItem key={change.id} change={change} />
          ))}
        </ol>
      )}
      {missing.length > 0 && (
        <p className={styles.text}>
          {t('overview.changes.missing', 'No value 24 hours ago: {{titles}}.', {
            titles: missing.map(({ signal }) => titleOf(signal)).join(', '),
            interpolation: { escapeValue: false },
          })}
        </p>
      )}
    </>
  );
}

const ICONS: Record<DayChange['direction'], IconName> = { up: 'arrow-up', down: 'arrow-down' };

function ChangeItem({ change }: { change: Comparison['changes'][number] }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { number, direction, verdict } = change;
  const format = (value: number) => formatNumber(value, number.signal.unit, theme);
  const values = { title: titleOf(number.signal), before: format(change.before), now: format(change.now) };
  return (
    <li className={styles.item}>
      <span className={styles[verdict]}>
        <Icon name={ICONS[direction]} aria-hidden="true" />
        {verdictText(verdict)}
      </span>
      <span>{sentence(change, { ...values, interpolation: { escapeValue: false } })}</span>
    </li>
  );
}

function sentence({ direction, relative }: DayChange, values: Record<string, unknown>): string {
  if (relative === Infinity) {
    return t('overview.changes.from-zero', '{{title}}: {{now}}, from nothing', values);
  }
  // From twice as much on a factor is easier to grasp than a share.
  if (relative >= 1) {
    return t('overview.changes.times', '{{title}}: {{now}}, {{factor}} times as much as {{before}}', {
      ...values,
      factor: Math.round((relative + 1) * 10) / 10,
    });
  }
  const share = { ...values, percent: Math.round(relative * 100) };
  return direction === 'up'
    ? t('overview.changes.up', '{{title}}: {{now}}, {{percent}} % up from {{before}}', share)
    : t('overview.changes.down', '{{title}}: {{now}}, {{percent}} % down from {{before}}', share);
}

function verdictText(verdict: DayChange['verdict']): string {
  switch (verdict) {
    case 'worse':
      return t('overview.changes.worse', 'Worse');
    case 'better':
      return t('overview.changes.better', 'Better');
    case 'changed':
      return t('overview.changes.changed', 'Changed');
  }
}

function titleOf({ id, title }: OverviewNumber['signal']): string {
  return t(`signals.${id}.title`, title);
}

const getStyles = (theme: GrafanaTheme2) => {
  const verdict = {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: theme.spacing(12),
    fontWeight: theme.typography.fontWeightMedium,
  };
  return {
    text: css({ margin: 0 }),
    list: css({ margin: 0, padding: 0, listStyle: 'none' }),
    item: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1), padding: theme.spacing(0.25, 0) }),
    worse: css({ ...verdict, color: theme.colors.error.text }),
    better: css({ ...verdict, color: theme.colors.success.text }),
    changed: css({ ...verdict, color: theme.colors.text.secondary }),
  };
};
