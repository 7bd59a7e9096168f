import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense, useState, type ComponentType } from 'react';
import { AppErrorBoundary } from './AppErrorBoundary';

/**
 * A page whose code is fetched when it is opened. React remembers a failed fetch for good, so trying again takes a new
 * lazy component.
 */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): ComponentType {
  return function LazyPage() {
    const [Page, setPage] = useState(() => lazy(load));
    return (
      <AppErrorBoundary onRetry={() => setPage(() => lazy(load))}>
        <Suspense fallback={<LoadingPlaceholder text={t('app.loading-page', 'Loading the page…')} />}>
          <Page />
        </Suspense>
      </AppErrorBoundary>
    );
  };
}
