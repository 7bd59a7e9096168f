import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Button, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { AddDataSourceGuide } from '../components/AddDataSourceGuide';
import { CapabilityBadges } from '../components/CapabilityBadges';
import { DataSourceSelect } from '../components/DataSourceSelect';
import { Problem } from '../components/Problem';
import { SurroundingsContext, useDataSourceChoice, useDiscovery, type Discovery } from '../data';
import { MetricsProblemNotice } from './MetricsProblemNotice';
import { TempoNotice } from './TempoNotice';

interface PageShellProps {
  /** Where the page stands in the navigation; left out for the one that stands under the name of the app itself. */
  url?: string;
  title: string;
  subTitle: string;
  needs: PageNeeds;
}

/** What a page is made of, and without which there is nothing to show. `either` can do with one of the two. */
export type PageNeeds = 'metrics' | 'tempo' | 'either';

/**
 * What all pages share: title, choice of data sources, discovery, and every state in which a page cannot be shown. Pages
 * themselves are rendered only when all that they need is there.
 */
export function PageShell({ url, title, subTitle, needs, children }: PropsWithChildren<PageShellProps>) {
  return (
    <PluginPage pageNav={{ url, text: title, subTitle }}>
      <Surrounded needs={needs}>{children}</Surrounded>
    </PluginPage>
  );
}

function Surrounded({ needs, children }: PropsWithChildren<Pick<PageShellProps, 'needs'>>) {
  const choice = useDataSourceChoice();
  const { tempo, tempos, prometheuses } = choice;
  // A page that asks Tempo alone does not wait for Prometheus.
  const metrics = needs === 'tempo' ? undefined : choice.metrics;
  const { status, discovery, error, refresh } = useDiscovery(tempo, metrics);

  if (!isThere(needs, { tempo: tempo !== undefined, metrics: metrics !== undefined })) {
    return <AddDataSourceGuide missing={{ tempo: !tempo, metrics: needs !== 'tempo' }} />;
  }
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="center">
        {tempos.length > 0 && (
          <DataSourceSelect
            id="tempo-data-source"
            label={t('shell.tempo', 'Tempo')}
            options={tempos}
            value={tempo?.uid}
            onChange={choice.chooseTempo}
          />
        )}
        {metrics && (
          <DataSourceSelect
            id="metrics-data-source"
            label={t('shell.metrics', 'Metrics')}
            options={prometheuses}
            value={metrics.uid}
            onChange={choice.chooseMetrics}
          />
        )}
        {discovery && <CapabilityBadges capabilities={discovery.capabilities} />}
        <Button variant="secondary" fill="text" icon="sync" onClick={refresh} disabled={status === 'loading'}>
          {t('shell.discover-again', 'Discover again')}
        </Button>
      </Stack>
      {status === 'loading' && <LoadingPlaceholder text={t('shell.discovering', 'Asking Tempo and Prometheus…')} />}
      {status === 'failed' && (
        <Problem
          severity="error"
          title={t('shell.failed', 'The data sources could not be asked')}
          said={error.message}
          onRetry={refresh}
        />
      )}
      {discovery && (
        <Discovered discovery={discovery} needs={needs} hasTempo={tempo !== undefined} onRetry={refresh}>
          <SurroundingsContext.Provider value={{ tempo, metrics, capabilities: discovery.capabilities }}>
            {children}
          </SurroundingsContext.Provider>
        </Discovered>
      )}
    </Stack>
  );
}

function isThere(needs: PageNeeds, found: { tempo: boolean; metrics: boolean }): boolean {
  return needs === 'either' ? found.tempo || found.metrics : found[needs];
}

interface DiscoveredProps {
  discovery: Discovery;
  needs: PageNeeds;
  hasTempo: boolean;
  onRetry(): void;
}

function Discovered({ discovery, needs, hasTempo, onRetry, children }: PropsWithChildren<DiscoveredProps>) {
  const { capabilities, metricsProblem } = discovery;
  return (
    <>
      <TempoNotice capabilities={capabilities} hasTempo={hasTempo} />
      {metricsProblem && <MetricsProblemNotice problem={metricsProblem} onRetry={onRetry} />}
      {(needs === 'either' || !metricsProblem) && children}
    </>
  );
}
