import { css } from '@emotion/css';
import { type DataFrame, formattedValueToString, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { layOutNodes } from './node-graph/layOutNodes.ts';
import { PanelDataErrorView } from './PanelDataErrorView.tsx';

export const nodeGraphDefinition: PanelDefinition = {
  id: 'nodeGraph',
  name: 'Node graph',
  component: NodeGraphPanel,
};

const NODE_RADIUS = 34;
const COLUMN_PX = 230;
const ROW_PX = 118;

/**
 * Stands for Grafana's node graph: the same frames, drawn in columns from callers to called. A node is its first link; in
 * Grafana a menu with the links opens.
 */
function NodeGraphPanel({ data, id, fieldConfig, width, height }: PanelProps) {
  const styles = useStyles2(getStyles);
  const nodes = data.series.find(({ name }) => name === 'nodes');
  const edges = data.series.find(({ name }) => name === 'edges');
  const ids = useMemo(() => (nodes ? columnOf<string>(nodes, 'id') : []), [nodes]);
  const places = useMemo(
    () => layOutNodes(ids, edges ? pairs(columnOf(edges, 'source'), columnOf(edges, 'target')) : []),
    [ids, edges]
  );
  if (!nodes) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const all = [...places.values()];
  const columns = Math.max(0, ...all.map(({ column }) => column)) + 1;
  const rows = Math.max(0, ...all.map(({ row }) => row)) + 1;
  const box = { width: columns * COLUMN_PX, height: rows * ROW_PX };
  const pointOf = (node: string) => {
    const { column = 0, row = 0 } = places.get(node) ?? {};
    return { x: column * COLUMN_PX + COLUMN_PX / 2, y: row * ROW_PX + ROW_PX / 2 - 10 };
  };
  return (
    <svg className={styles.graph} width={width} height={height} viewBox={`0 0 ${box.width} ${box.height}`}>
      <title>Node graph</title>
      {edges && <Edges edges={edges} pointOf={pointOf} />}
      {ids.map((node, row) => (
        <Node key={node} nodes={nodes} row={row} {...pointOf(node)} />
      ))}
    </svg>
  );
}

type PointOf = (node: string) => { x: number; y: number };

function Edges({ edges, pointOf }: { edges: DataFrame; pointOf: PointOf }) {
  const styles = useStyles2(getStyles);
  const [dashes, widths, colors] = ['strokedasharray', 'thickness', 'color'].map((name) => columnOf(edges, name));
  return (
    <g data-testid="node-graph-edges">
      {pairs(columnOf(edges, 'source'), columnOf(edges, 'target')).map(([source, target], row) => {
        const [from, to] = [pointOf(source), pointOf(target)];
        const bend = (to.x - from.x) / 2 || 60;
        return (
          <path
            key={`${source} ${target} ${row}`}
            className={colors?.[row] === 'red' ? styles.badEdge : styles.edge}
            d={`M${from.x},${from.y}C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}`}
            strokeDasharray={String(dashes?.[row] ?? '')}
            strokeWidth={Number(widths?.[row] ?? 1)}
          />
        );
      })}
    </g>
  );
}

function Node({ nodes, row, x, y }: { nodes: DataFrame; row: number; x: number; y: number }) {
  const styles = useStyles2(getStyles);
  const link = nodes.fields.find(({ name }) => name === 'id')?.getLinks?.({ valueRowIndex: row })[0];
  const failed = Number(columnOf(nodes, 'arc__failed')[row] ?? 0);
  const title = String(columnOf(nodes, 'title')[row] ?? '');
  return (
    <a href={link?.href} aria-label={title}>
      <circle className={styles.node} cx={x} cy={y} r={NODE_RADIUS} />
      {failed > 0 && (
        <circle
          className={styles.failed}
          cx={x}
          cy={y}
          r={NODE_RADIUS}
          pathLength={1}
          strokeDasharray={`${Math.min(1, failed)} 1`}
        />
      )}
      <text className={styles.stat} x={x} y={y - 2}>
        {textOf(nodes, 'mainstat', row)}
      </text>
      <text className={styles.stat} x={x} y={y + 12}>
        {textOf(nodes, 'secondarystat', row)}
      </text>
      <text className={styles.title} x={x} y={y + NODE_RADIUS + 15}>
        {title}
      </text>
      <text className={styles.subtitle} x={x} y={y + NODE_RADIUS + 28}>
        {String(columnOf(nodes, 'subtitle')[row] ?? '')}
      </text>
    </a>
  );
}

function textOf(frame: DataFrame, name: string, row: number): string {
  const field = frame.fields.find((one) => one.name === name);
  const value: unknown = field?.values[row];
  return field?.display && value !== null ? formattedValueToString(field.display(value)) : '';
}

function columnOf<T = unknown>(frame: DataFrame, name: string): T[] {
  return (frame.fields.find((field) => field.name === name)?.values ?? []) as T[];
}

function pairs(sources: string[], targets: string[]): Array<[string, string]> {
  return sources.map((source, row) => [source, targets[row] ?? '']);
}

const getStyles = (theme: GrafanaTheme2) => ({
  graph: css({ display: 'block' }),
  node: css({ fill: theme.colors.background.secondary, stroke: theme.colors.success.border, strokeWidth: 3 }),
  failed: css({ fill: 'none', stroke: theme.colors.error.main, strokeWidth: 4 }),
  edge: css({ fill: 'none', stroke: theme.colors.text.disabled }),
  badEdge: css({ fill: 'none', stroke: theme.colors.error.main }),
  title: css({ textAnchor: 'middle', fontSize: 13, fill: theme.colors.text.primary }),
  subtitle: css({ textAnchor: 'middle', fontSize: 11, fill: theme.colors.text.secondary }),
  stat: css({ textAnchor: 'middle', fontSize: 11, fill: theme.colors.text.primary }),
});
