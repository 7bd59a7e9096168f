import { t } from '@grafana/i18n';
import { CollapsableSection, LoadingPlaceholder } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { Answer } from '../../../data';
import { buildServiceGraph, type RedRow, type ServiceEdge } from '../../../signals/traced';
import { AnswerFailure } from '../sources/AnswerFailure';
import type { ServicesStateControl } from '../state/useServicesState';
import { ServiceMap } from './ServiceMap';

interface MapSectionProps {
  /** Whether there are metrics of who calls whom. */
  canMap: boolean;
  edges: Answer<ServiceEdge[]>;
  services: readonly RedRow[] | undefined;
  control: ServicesStateControl;
}

/** The map, which can be folded away; folded it asks nothing. */
export function MapSection({ canMap, edges, services, control }: MapSectionProps) {
  const { state, change } = control;
  return (
    <CollapsableSection
      label={t('services.map', 'Who calls whom')}
      isOpen={state.isMapOpen}
      onToggle={(isMapOpen) => change({ isMapOpen }, true)}
      unmountContentWhenClosed
    >
      {canMap ? (
        <AnsweredMap edges={edges} services={services} control={control} />
      ) : (
        <p>
          {t(
            'services.no-map',
            'There are no service-graph metrics, so there is no map. Switch on the processor service-graphs of Tempo’s metrics-generator, or the servicegraph connector of the OpenTelemetry Collector.'
          )}
        </p>
      )}
    </CollapsableSection>
  );
}

function AnsweredMap({ edges, services, control }: Omit<MapSectionProps, 'canMap'>) {
  const found = edges.value ?? edges.before;
  const graph = useMemo(() => found && services && buildServiceGraph(found, services), [found, services]);
  if (edges.status === 'failed') {
    return <AnswerFailure error={edges.error} onRetry={edges.retry} />;
  }
  if (!graph) {
    return <LoadingPlaceholder text={t('services.asking-map', 'Asking who calls whom…')} />;
  }
  if (found?.length === 0) {
    return <p>{t('services.no-calls', 'No calls between services were seen in this time range.')}</p>;
  }
  return <ServiceMap graph={graph} control={control} />;
}
