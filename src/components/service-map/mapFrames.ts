import { FieldColorModeId, FieldType, type DataFrame, type Field } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { ServiceEdge, ServiceGraph, ServiceNode } from '../../signals/traced';

interface MapFrameOptions {
  /** Where a node leads to: a template of Grafana's data links, with the name in the field `id`. */
  readonly hrefTemplate: string;
}

/**
 * The graph as the node graph panel takes it: a frame of nodes and one of edges
 * (https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/node-graph/#data-api, Grafana 12.3).
 */
export function mapFrames({ nodes, edges }: ServiceGraph, { hrefTemplate }: MapFrameOptions): DataFrame[] {
  return [nodesFrame(nodes, hrefTemplate), edgesFrame(edges)];
}

function nodesFrame(nodes: readonly ServiceNode[], hrefTemplate: string): DataFrame {
  const link = { title: t('service-map.open', 'Open the service'), url: hrefTemplate };
  const share = (level: string, displayName: string, values: number[]): Field => ({
    ...field(`arc__${level}`, FieldType.number, values),
    config: { displayName, color: { mode: FieldColorModeId.Fixed, fixedColor: level === 'failed' ? 'red' : 'green' } },
  });
  return frame('nodes', [
    { ...field('id', FieldType.string, names(nodes)), config: { links: [link] } },
    field('title', FieldType.string, names(nodes)),
    field(
      'subtitle',
      FieldType.string,
      nodes.map(({ kind }) => kindText(kind))
    ),
    number('mainstat', 'reqps', t('service-map.rate', 'Requests'), nodes, ({ rate }) => rate),
    number('secondarystat', 's', t('service-map.p90', 'Duration p90'), nodes, ({ p90Seconds }) => p90Seconds),
    share(
      'failed',
      t('service-map.failed', 'Errors'),
      nodes.map(({ errorShare }) => errorShare)
    ),
    share(
      'good',
      t('service-map.good', 'Success'),
      nodes.map(({ errorShare }) => 1 - errorShare)
    ),
    number('detail__errors', 'percentunit', t('service-map.errors', 'Error share'), nodes, (node) => node.errorShare),
  ]);
}

function edgesFrame(edges: readonly ServiceEdge[]): DataFrame {
  const most = edges.reduce((highest, { rate }) => Math.max(highest, rate), 0) || 1;
  return frame('edges', [
    // Two services may be connected in more than one way.
    field(
      'id',
      FieldType.string,
      edges.map(({ client, server, connection }) => JSON.stringify([client, server, connection]))
    ),
    field(
      'source',
      FieldType.string,
      edges.map(({ client }) => client)
    ),
    field(
      'target',
      FieldType.string,
      edges.map(({ server }) => server)
    ),
    number('mainstat', 'reqps', t('service-map.rate', 'Requests'), edges, ({ rate }) => rate),
    number('secondarystat', 's', t('service-map.p90', 'Duration p90'), edges, ({ p90Seconds }) => p90Seconds),
    number('detail__errors', 'percentunit', t('service-map.errors', 'Error share'), edges, (edge) => edge.errorShare),
    {
      ...field(
        'detail__connection',
        FieldType.string,
        edges.map(({ connection }) => connectionText(connection))
      ),
      config: { displayName: t('service-map.connection', 'Connection') },
    },
    field(
      'thickness',
      FieldType.number,
      edges.map(({ connection, rate }) => (connection === 'virtual' ? 1 : 1 + Math.round(3 * Math.sqrt(rate / most))))
    ),
    field(
      'strokedasharray',
      FieldType.string,
      edges.map(({ connection }) => DASHES[connection])
    ),
    field(
      'color',
      FieldType.string,
      edges.map(({ errorShare }) => (errorShare >= MANY_ERRORS ? 'red' : 'gray'))
    ),
  ]);
}

/** Strokes tell connections apart without colour: those of the text above the map. */
const DASHES: Readonly<Record<ServiceEdge['connection'], string>> = {
  request: '',
  virtual: '',
  messaging: '8,4',
  database: '2,3',
};

/** From this share of errors on an edge is red. */
const MANY_ERRORS = 0.05;

function kindText(kind: ServiceNode['kind']): string {
  switch (kind) {
    case 'database':
      return t('service-map.kind-database', 'database');
    case 'outside':
      return t('service-map.kind-outside', 'sends no spans');
    case 'service':
      return '';
  }
}

/** The connection in words. */
export function connectionText(connection: ServiceEdge['connection']): string {
  switch (connection) {
    case 'messaging':
      return t('service-map.messaging', 'message queue');
    case 'database':
      return t('service-map.database', 'database');
    case 'virtual':
      return t('service-map.virtual', 'one side sends no spans');
    case 'request':
      return t('service-map.request', 'request');
  }
}

function names(nodes: readonly ServiceNode[]): string[] {
  return nodes.map(({ name }) => name);
}

function number<Row>(
  name: string,
  unit: string,
  displayName: string,
  rows: readonly Row[],
  valueOf: (row: Row) => number | null
): Field {
  return { ...field(name, FieldType.number, rows.map(valueOf)), config: { unit, displayName } };
}

function field(name: string, type: FieldType, values: unknown[]): Field {
  return { name, type, config: {}, values };
}

function frame(name: 'nodes' | 'edges', fields: Field[]): DataFrame {
  return {
    name,
    refId: name,
    fields,
    length: fields[0]?.values.length ?? 0,
    meta: { preferredVisualisationType: 'nodeGraph' },
  };
}
