import { EmptyState } from '@grafana/ui';
import React from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';

/** Says that the panel exists in Grafana and not here, so that nobody takes it for a fault of the plugin. */
export function buildPlaceholderDefinition(id: string): PanelDefinition {
  return {
    id,
    name: id,
    component: () => (
      <EmptyState variant="not-found" hideImage message={`The panel type "${id}" is not part of the preview`}>
        Grafana shows it.
      </EmptyState>
    ),
  };
}
