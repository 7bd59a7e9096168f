import { t } from '@grafana/i18n';
import { Button, Combobox, Field, Stack } from '@grafana/ui';
import React, { useDeferredValue, useId, useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { ServiceMapPanel } from '../../../components/service-map/ServiceMapPanel';
import type { ServiceGraph } from '../../../signals/traced';
import { MAX_DEPTH, MOST_SHOWN, SHOWN_AT_FIRST } from '../state/servicesState';
import { servicePathTemplate } from '../state/servicePaths';
import type { ServicesStateControl } from '../state/useServicesState';
import { chooseNodes } from './chooseNodes';
import { mapHeightPx } from './mapHeightPx';

interface ServiceMapProps {
  graph: ServiceGraph;
  control: ServicesStateControl;
}

/** The map with its choices: the surroundings of one service, and how many are drawn. */
export function ServiceMap({ graph, control: { state, change } }: ServiceMapProps) {
  const { search } = useLocation();
  const focus = state.focus;
  const filter = useDeferredValue(state.filter);
  const { depth, shown } = state;
  const chosen = useMemo(
    () => chooseNodes(graph, { focus, depth, filter, shown }),
    [graph, focus, depth, filter, shown]
  );
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" gap={2} alignItems="flex-end" wrap="wrap">
        <Neighbourhood graph={graph} focus={focus} depth={depth} onChange={change} />
        <span role="status">{describeShown(chosen.graph.nodes.length, chosen.total, graph.nodes.length)}</span>
        {chosen.total > chosen.graph.nodes.length && shown < MOST_SHOWN && (
          <Button
            variant="secondary"
            size="sm"
            icon="plus"
            onClick={() => change({ shown: Math.min(MOST_SHOWN, shown + SHOWN_AT_FIRST) }, true)}
          >
            {t('services.map-more', 'Draw more')}
          </Button>
        )}
      </Stack>
      <p>
        {t(
          'services.map-how',
          'In a node: requests per second and the 90th percentile of their duration; the red part of its ring is the share of errors. Dashed: over a message queue. Dotted: to a database. Thin: one side sends no spans. Everything on the map stands in the tables too.'
        )}
      </p>
      <ServiceMapPanel
        graph={chosen.graph}
        title={t('services.map', 'Who calls whom')}
        hrefTemplate={servicePathTemplate(search)}
        heightPx={mapHeightPx(chosen.graph)}
      />
    </Stack>
  );
}

function describeShown(shown: number, total: number, all: number): string {
  if (shown < total) {
    return t('services.map-cut', 'The {{shown}} busiest of {{total}}: more could not be told apart.', {
      shown,
      total,
    });
  }
  return total < all
    ? t('services.map-part', '{{total}} of {{all}} services', { total, all })
    : t('services.map-all', 'All {{all}} services', { all });
}

interface NeighbourhoodProps {
  graph: ServiceGraph;
  focus: string;
  depth: number;
  onChange: ServicesStateControl['change'];
}

function Neighbourhood({ graph, focus, depth, onChange }: NeighbourhoodProps) {
  const id = useId();
  const services = useMemo(
    () => graph.nodes.map(({ name }) => ({ value: name, label: name })).sort((a, b) => a.label.localeCompare(b.label)),
    [graph]
  );
  const depths = Array.from({ length: MAX_DEPTH }, (_, index) => ({
    value: index + 1,
    label: t('services.depth-calls', 'Calls away: {{depth}}', { depth: index + 1 }),
  }));
  return (
    <>
      <Field label={t('services.focus', 'Surroundings of')} htmlFor={`${id}-focus`} noMargin>
        <Combobox
          id={`${id}-focus`}
          width={30}
          options={services}
          value={focus === '' ? null : focus}
          isClearable
          placeholder={t('services.focus-placeholder', 'All services')}
          onChange={(chosen) => onChange({ focus: chosen?.value ?? '' })}
        />
      </Field>
      {focus !== '' && (
        <Field label={t('services.depth', 'How far')} htmlFor={`${id}-depth`} noMargin>
          <Combobox
            id={`${id}-depth`}
            width={20}
            options={depths}
            value={depth}
            onChange={({ value }) => onChange({ depth: value }, true)}
          />
        </Field>
      )}
    </>
  );
}
