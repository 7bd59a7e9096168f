import { t } from '@grafana/i18n';
import type { ComponentType } from 'react';
import { lazyPage } from './lazyPage';

const IngestionPage = lazyPage(() => import('../pages/ingestion/IngestionPage'));
const LatencyPage = lazyPage(() => import('../pages/latency/LatencyPage'));
const ErrorsPage = lazyPage(() => import('../pages/errors/ErrorsPage'));
const StoragePage = lazyPage(() => import('../pages/storage/StoragePage'));
const QueryPage = lazyPage(() => import('../pages/query/QueryPage'));

interface AppPage {
  /** Below the base URL of the app; also stands in plugin.json, for the navigation. */
  path: string;
  title: string;
  subTitle: string;
  /** What the page is made of. */
  needs: 'metrics' | 'tempo';
  Page: ComponentType;
}

/** The pages of the app, by their paths. */
export function listPages(): AppPage[] {
  return [
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
      subTitle: t('pages.latency.sub-title', 'How long Tempo takes to answer, and where the time goes'),
      needs: 'metrics',
      Page: LatencyPage,
    },
    {
      path: 'errors',
      title: t('pages.errors.title', 'Errors'),
      subTitle: t('pages.errors.sub-title', 'What goes wrong in Tempo itself, apart from the mistakes of its clients'),
      needs: 'metrics',
      Page: ErrorsPage,
    },
    {
      path: 'storage',
      title: t('pages.storage.title', 'Storage'),
      subTitle: t('pages.storage.sub-title', 'What is stored, and whether it is kept in order'),
      needs: 'metrics',
      Page: StoragePage,
    },
    {
      path: 'query',
      title: t('pages.query.title', 'Query'),
      subTitle: t('pages.query.sub-title', 'Find traces, and count and measure what is in them'),
      needs: 'tempo',
      Page: QueryPage,
    },
  ];
}
