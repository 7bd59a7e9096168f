import { t } from '@grafana/i18n';
import type { ComponentType } from 'react';
import { lazyPage } from './lazyPage';
import type { PageNeeds } from './PageShell';

const OverviewPage = lazyPage(() => import('../pages/overview/OverviewPage'));
const IngestionPage = lazyPage(() => import('../pages/ingestion/IngestionPage'));
const LatencyPage = lazyPage(() => import('../pages/latency/LatencyPage'));
const ErrorsPage = lazyPage(() => import('../pages/errors/ErrorsPage'));
const StoragePage = lazyPage(() => import('../pages/storage/StoragePage'));
const HealthPage = lazyPage(() => import('../pages/health/HealthPage'));
const ServicesPage = lazyPage(() => import('../pages/traced-services/ServicesPage'));
const QueryPage = lazyPage(() => import('../pages/query/QueryPage'));
const SetupPage = lazyPage(() => import('../pages/setup/SetupPage'));

/** The page that the app opens with. */
export const HOME_PATH = 'overview';

interface AppPage {
  /** Below the base URL of the app; also stands in plugin.json, for the navigation. */
  path: string;
  title: string;
  subTitle: string;
  /** What the page is made of. */
  needs: PageNeeds;
  Page: ComponentType;
}

/** The pages of the app, by their paths. */
export function listPages(): AppPage[] {
  return [...listTempoPages(), ...listTracePages()];
}

/** How Tempo itself fares. */
function listTempoPages(): AppPage[] {
  return [
    {
      path: HOME_PATH,
      title: t('pages.overview.title', 'Overview'),
      subTitle: t('pages.overview.sub-title', 'Is Tempo well, and what has changed since yesterday?'),
      needs: 'either',
      Page: OverviewPage,
    },
    {
      path: 'ingestion',
      title: t('pages.ingestion.title', 'Ingestion'),
      subTitle: t(
        'pages.ingestion.sub-title',
        'From the receivers to the blocks: what comes in, what is dropped, and whether it is kept'
      ),
      needs: 'metrics',
      Page: IngestionPage,
    },
    {
      path: 'latency',
      title: t('pages.latency.title', 'Latency'),
      subTitle: t(
        'pages.latency.sub-title',
        'How long Tempo and the services that it traces take, and where the time goes'
      ),
      needs: 'either',
      Page: LatencyPage,
    },
    {
      path: 'errors',
      title: t('pages.errors.title', 'Errors'),
      subTitle: t(
        'pages.errors.sub-title',
        'What goes wrong in Tempo itself, apart from the mistakes of its clients; and in the services that it traces'
      ),
      needs: 'either',
      Page: ErrorsPage,
    },
    {
      path: 'storage',
      title: t('pages.storage.title', 'Storage'),
      subTitle: t('pages.storage.sub-title', 'What is stored, and whether it is kept in order'),
      needs: 'metrics',
      Page: StoragePage,
    },
  ];
}

/** What is in the traces. */
function listTracePages(): AppPage[] {
  return [
    {
      path: 'services/*',
      title: t('pages.services.title', 'Services'),
      subTitle: t('pages.services.sub-title', 'The traced services: who calls whom, how often, how well and how fast'),
      needs: 'either',
      Page: ServicesPage,
    },
    {
      path: 'query',
      title: t('pages.query.title', 'Query'),
      subTitle: t('pages.query.sub-title', 'Find traces, and count and measure what is in them'),
      needs: 'tempo',
      Page: QueryPage,
    },
    {
      path: 'health',
      title: t('pages.health.title', 'Health'),
      subTitle: t('pages.health.sub-title', 'Is Tempo well, and if not, what do I change?'),
      needs: 'either',
      Page: HealthPage,
    },
    {
      path: 'setup/*',
      title: t('pages.setup.title', 'Setup'),
      subTitle: t(
        'pages.setup.sub-title',
        'Do traces, logs and metrics lead to each other, and if not, what is to be changed?'
      ),
      needs: 'either',
      Page: SetupPage,
    },
  ];
}
