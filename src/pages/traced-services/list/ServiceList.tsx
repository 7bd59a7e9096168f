import { t } from '@grafana/i18n';
import { EmptyState, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { fetchRed, fetchServiceEdges, useAnswer, type Answer, type MsRange } from '../../../data';
import type { RedRow } from '../../../signals/traced';
import type { PageSources } from '../sources/SourcesGate';
import { servicePath } from '../state/servicePaths';
import { useServicesState, type ServicesStateControl } from '../state/useServicesState';
import { NamedRows } from '../table/NamedRows';
import { NameLink } from '../table/NameLink';
import { MapSection } from './MapSection';

interface ServiceListProps {
  sources: PageSources;
  range: MsRange;
}

/** All services: the map of who calls whom, and a table of their numbers. */
export function ServiceList({ sources, range }: ServiceListProps) {
  const control = useServicesState();
  const { isMapOpen } = control.state;
  const { asker, graph, metricsUid } = sources;
  const key = JSON.stringify([asker.kind === 'traceql' ? asker.tempoUid : asker, range]);
  const red = useAnswer(key, (signal) => fetchRed(asker, { by: 'service', withCourse: true, ...range }, signal));
  const canMap = graph !== null && metricsUid !== undefined;
  const edges = useAnswer(canMap && isMapOpen ? JSON.stringify([graph, metricsUid, range]) : undefined, (signal) =>
    canMap ? fetchServiceEdges({ graph, metricsUid, ...range }, signal) : Promise.resolve([])
  );
  return (
    <Stack direction="column" gap={3}>
      <MapSection canMap={canMap} edges={edges} services={red.value ?? red.before} control={control} />
      <ServiceTable red={red} control={control} />
    </Stack>
  );
}

interface ServiceTableProps {
  red: Answer<RedRow[]>;
  control: ServicesStateControl;
}

function ServiceTable({ red, control }: ServiceTableProps) {
  const { search } = useLocation();
  const renderName = useMemo(() => {
    const NameCell = ({ name }: RedRow) => <NameLink name={name} href={servicePath(name, search)} />;
    return NameCell;
  }, [search]);
  return (
    <NamedRows
      answer={red}
      control={control}
      label={t('services.services', 'Services')}
      nameTitle={t('services.columns.service', 'Service')}
      empty={<NoServices />}
      renderName={renderName}
      hasCourses
    />
  );
}

function NoServices() {
  return (
    <EmptyState variant="not-found" hideImage message={t('services.empty', 'No service was asked for anything')}>
      {t(
        'services.empty-why',
        'There are no spans of the kinds server or consumer in this time range. Choose a longer one, or look on the Ingestion page whether spans arrive.'
      )}
    </EmptyState>
  );
}
