import type { DataFrame } from '@grafana/data';
import React, { useEffect, useLayoutEffect, useMemo } from 'react';
import { useLatest } from '../../../../data';
import { buildMetricsPanel, updateMetricsPanel, type MetricsPanelKind } from './buildMetricsPanel';

interface MetricsPanelProps {
  kind: MetricsPanelKind;
  title: string;
  frames: readonly DataFrame[];
  exemplars: DataFrame | undefined;
  hasLegend: boolean;
  fromMs: number;
  toMs: number;
  heightPx: number;
  /** A range of time was selected. */
  onZoom(fromMs: number, toMs: number): void;
}

/** Grafana's own panel with the frames. It lives on when the answer changes, so that nothing flickers. */
export function MetricsPanel(props: MetricsPanelProps) {
  const { kind, title, frames, exemplars, hasLegend, fromMs, toMs, heightPx, onZoom } = props;
  const scene = useMemo(() => buildMetricsPanel(kind, { title, hasLegend }), [kind, title, hasLegend]);
  // Before the effect below: the panel tells of the range that it is given, too.
  const shown = useLatest({ fromMs, toMs, onZoom });
  useLayoutEffect(() => {
    updateMetricsPanel(scene, { frames, exemplars, fromMs, toMs });
  }, [scene, frames, exemplars, fromMs, toMs]);

  useEffect(() => {
    const subscription = scene.timeRange.subscribeToState(({ value }) => {
      const from = value.from.valueOf();
      const to = value.to.valueOf();
      if (from !== shown.current.fromMs || to !== shown.current.toMs) {
        shown.current.onZoom(from, to);
      }
    });
    return () => subscription.unsubscribe();
  }, [scene, shown]);

  return (
    <div style={{ height: heightPx, position: 'relative' }}>
      <scene.panel.Component model={scene.panel} />
    </div>
  );
}
