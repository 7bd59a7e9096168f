import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { CollapsableSection, LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { DataSourceName, LinkTest } from '../../../correlations';
import { explorePath } from '../explorePath';

interface LinkTestsProps {
  tests: readonly LinkTest[];
  dataSources: readonly DataSourceName[];
}

/** The questions behind a judgement: the link's own at once, those that looked for the cause when they are asked for. */
export function LinkTests({ tests, dataSources }: LinkTestsProps) {
  const own = tests.filter(({ asConfigured }) => asConfigured);
  const others = tests.filter(({ asConfigured }) => !asConfigured);
  const more = t('setup.test.more', 'What else was asked ({{count}})', { count: others.length });
  return (
    <>
      <TestList label={t('setup.test.own', 'What the link asks')} tests={own} dataSources={dataSources} />
      {others.length > 0 && (
        <CollapsableSection
          isOpen={false}
          label={
            <Text element="h3" variant="h6">
              {more}
            </Text>
          }
        >
          <TestList label={more} tests={others} dataSources={dataSources} />
        </CollapsableSection>
      )}
    </>
  );
}

function TestList({ label, tests, dataSources }: LinkTestsProps & { label: string }) {
  const styles = useStyles2(getStyles);
  return tests.length === 0 ? null : (
    <ul className={styles.list} aria-label={label}>
      {tests.map((test) => (
        <TestItem
          key={test.probeId}
          test={test}
          dataSource={dataSources.find(({ uid }) => uid === test.datasourceUid)}
        />
      ))}
    </ul>
  );
}

function TestItem({ test, dataSource }: { test: LinkTest; dataSource: DataSourceName | undefined }) {
  const styles = useStyles2(getStyles);
  const { query, why, startMs, endMs } = test;
  return (
    <li className={styles.test} data-probe={test.probeId}>
      <Text color="secondary" variant="bodySmall">
        {dataSource ? `${dataSource.name}: ${why}` : why}
      </Text>
      <code className={styles.query}>{query}</code>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
        <Text variant="bodySmall">
          {[hitsText(test), windowText(startMs, endMs)].filter((text) => text !== '').join(' · ')}
        </Text>
        {dataSource && (
          <LinkButton
            size="sm"
            variant="secondary"
            fill="text"
            icon="compass"
            href={explorePath({ datasource: dataSource, query, startMs, endMs })}
          >
            {t('setup.test.explore', 'Open in Explore')}
          </LinkButton>
        )}
      </Stack>
    </li>
  );
}

function hitsText({ hits, failure }: LinkTest): string {
  if (failure !== undefined) {
    return t('setup.test.failed', 'Failed: {{said}}', { said: failure, interpolation: { escapeValue: false } });
  }
  return hits === undefined
    ? t('setup.test.not-asked', 'Not asked yet')
    : t('setup.test.hits', 'Found: {{hits}}', { hits });
}

function windowText(startMs: number | undefined, endMs: number | undefined): string {
  if (startMs !== undefined && startMs === endMs) {
    return t('setup.test.moment', 'at {{time}}', { time: timeText(startMs), interpolation: { escapeValue: false } });
  }
  return startMs === undefined || endMs === undefined
    ? ''
    : t('setup.test.window', '{{from}} to {{to}}', {
        from: timeText(startMs),
        to: timeText(endMs),
        interpolation: { escapeValue: false },
      });
}

/** Windows of some milliseconds are what is often wrong. */
function timeText(timeMs: number): string {
  return dateTimeFormat(timeMs, { defaultWithMS: true });
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  test: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), paddingBottom: theme.spacing(1) }),
  query: css({
    alignSelf: 'flex-start',
    maxWidth: '100%',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
