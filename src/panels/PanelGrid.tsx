import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import {
  LazyLoader,
  SceneObjectBase,
  type SceneComponentProps,
  type SceneObjectState,
  type VizPanel,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { panelElementId } from './panelElementId';

interface PanelGridState extends SceneObjectState {
  panels: VizPanel[];
  /** The narrowest that a column may get, in pixels; as many columns as fit. */
  minColumnWidth: number;
  /** Height of each panel in pixels: fixed, so that nothing moves when data arrive. */
  rowHeight: number;
  /** Keys of the panels that take a whole row. */
  wide: string[];
}

/**
 * Panels in equal columns. A panel is made when it first comes near the screen, so its queries run only then. (Scenes' own
 * lazy grid mounts all panels at once and runs the first query of each: seen in 8.19.)
 */
export class PanelGrid extends SceneObjectBase<PanelGridState> {
  static Component = PanelGridRenderer;
}

function PanelGridRenderer({ model }: SceneComponentProps<PanelGrid>) {
  const { panels, minColumnWidth, rowHeight, wide } = model.useState();
  const styles = useStyles2(getStyles, minColumnWidth, rowHeight);
  return (
    <div className={styles.grid}>
      {panels.map((panel) => {
        const key = panel.state.key ?? panel.state.title;
        return (
          <div
            key={key}
            id={panelElementId(key)}
            tabIndex={-1}
            className={wide.includes(key) ? styles.wide : styles.cell}
          >
            <LazyLoader key={key} className={styles.panel}>
              <panel.Component model={panel} />
            </LazyLoader>
          </div>
        );
      })}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2, minColumnWidth: number, rowHeight: number) => {
  const cell = { height: rowHeight, minWidth: 0, position: 'relative' as const };
  return {
    grid: css({
      display: 'grid',
      gap: theme.spacing(1),
      gridTemplateColumns: `repeat(auto-fit, minmax(min(${minColumnWidth}px, 100%), 1fr))`,
    }),
    cell: css(cell),
    wide: css({ ...cell, gridColumn: '1 / -1' }),
    panel: css({ height: '100%' }),
  };
};
