import { getDefaultTimeRange, LoadingState } from '@grafana/data';
import { SceneDataNode, VizPanel } from '@grafana/scenes';
import React, { useLayoutEffect, useMemo } from 'react';
import type { ServiceGraph } from '../../signals/traced';
import { mapFrames } from './mapFrames';

interface ServiceMapPanelProps {
  graph: ServiceGraph;
  title: string;
  /** Where a node leads to; see `mapFrames`. */
  hrefTemplate: string;
  heightPx: number;
}

/** Grafana's own node graph with the services. It lives on when the numbers change, so that nothing flickers. */
export function ServiceMapPanel({ graph, title, hrefTemplate, heightPx }: ServiceMapPanelProps) {
  const scene = useMemo(() => buildMapScene(title), [title]);
  useLayoutEffect(() => {
    scene.data.setState({
      data: {
        state: LoadingState.Done,
        series: mapFrames(graph, { hrefTemplate }),
        timeRange: getDefaultTimeRange(),
      },
    });
  }, [scene, graph, hrefTemplate]);
  return (
    <div style={{ height: heightPx, position: 'relative' }}>
      <scene.panel.Component model={scene.panel} />
    </div>
  );
}

function buildMapScene(title: string): { panel: VizPanel; data: SceneDataNode } {
  const data = new SceneDataNode();
  const panel = new VizPanel({
    pluginId: 'nodeGraph',
    title,
    $data: data,
    // Without Ctrl the wheel scrolls the page. Callers left of whom they call.
    options: { zoomMode: 'cooperative', layoutAlgorithm: 'layered' },
  });
  return { panel, data };
}
