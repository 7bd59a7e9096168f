import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import type { ExposedTraceqlBuilderProps } from './ExposedTraceqlBuilder';

const ExposedTraceqlBuilder = lazy(() => import('./ExposedTraceqlBuilder'));

/** The builder for other plugins; its code is fetched when the first of them shows it. */
export function LazyTraceqlBuilder(props: ExposedTraceqlBuilderProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <ExposedTraceqlBuilder {...props} />
    </Suspense>
  );
}
