import type { Chapter, Section, Signal } from '../signal';
import { buildDashboardPanel } from './buildDashboardPanel';
import { APP_PATH } from './paths';

/** A dashboard as Grafana imports it. Plain JSON. */
export type Dashboard = Record<string, unknown> & { uid: string; title: string; panels: unknown[] };

interface DashboardOptions {
  /** For the app, with links to its pages; or to be provisioned alone. Both may be there at once. */
  for: 'app' | 'provisioning';
}

const COLUMNS = 24;
const PANEL = { width: 12, height: 9 };
/** Four in a row: the title shares its line with two symbols, and a sixth of the width cut off most of them. */
const STAT = { width: 6, height: 4 };

/**
 * A chapter as a dashboard for any Tempo, 2.x or 3.x, in microservices or as a single binary. It knows its Tempo by variables
 * only, and asks classic histograms.
 */
export function buildDashboard(chapter: Chapter, options: DashboardOptions): Dashboard {
  const isApp = options.for === 'app';
  const dashboard = {
    uid: isApp ? `tempo-companion-${chapter.id}` : `tempo-${chapter.id}`,
    // Those of the app stand in the folder General, the others in a folder Tempo: who has both can tell them apart.
    title: isApp ? `Tempo / ${chapter.title}` : chapter.title,
    description: `Made from the catalogue of signals of Tempo Companion, chapter ${chapter.title}. Changes here are overwritten.`,
    tags: ['tempo'],
    schemaVersion: 39,
    editable: true,
    graphTooltip: 1,
    refresh: '',
    time: { from: 'now-1h', to: 'now' },
    timezone: '',
    links: isApp ? [appLink(chapter)] : [],
    templating: { list: [dataSourceVariable(), ...['cluster', 'namespace'].map(labelVariable), tenantVariable()] },
    panels: layOut(chapter, isApp),
  };
  // Grafana imports a dashboard of an app again when its revision differs.
  return { ...dashboard, revision: hash(JSON.stringify(dashboard)) };
}

function layOut(chapter: Chapter, isApp: boolean): unknown[] {
  const panels: unknown[] = [];
  let y = 0;
  let id = 1;
  for (const section of chapter.sections) {
    const rowId = id++;
    const placed = placeSection(section, y + 1, (signal, gridPos) =>
      buildDashboardPanel(signal, { id: id++, gridPos, linked: isApp })
    );
    const collapsed = section.collapsed === true;
    panels.push({
      id: rowId,
      type: 'row',
      title: `${section.title}: ${section.question}`,
      collapsed,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
      panels: collapsed ? placed.panels : [],
    });
    panels.push(...(collapsed ? [] : placed.panels));
    y = collapsed ? y + 1 : placed.bottom;
  }
  return panels;
}

/** The number of a signal's panel in the dashboard of its chapter. */
export function panelIdOf(chapter: Chapter, signalId: string): number | undefined {
  // A row has a number, too.
  const ids = chapter.sections.flatMap((section) => [section.id, ...section.signals.map(({ id }) => id)]);
  const index = ids.indexOf(signalId);
  return index < 0 ? undefined : index + 1;
}

interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

function placeSection(
  { signals }: Section,
  top: number,
  build: (signal: Signal, gridPos: GridPos) => unknown
): { panels: unknown[]; bottom: number } {
  const size = signals.every(({ visualization }) => visualization.kind === 'stat') ? STAT : PANEL;
  let x = 0;
  let y = top;
  const panels = signals.map((signal) => {
    const w = signal.visualization.kind === 'table' ? COLUMNS : size.width;
    if (x + w > COLUMNS) {
      x = 0;
      y += size.height;
    }
    const panel = build(signal, { x, y, w, h: size.height });
    x += w;
    return panel;
  });
  return { panels, bottom: y + size.height };
}

function dataSourceVariable() {
  return { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus', current: {}, hide: 0 };
}

function labelVariable(label: string) {
  return queryVariable(label, `label_values(tempo_build_info, ${label})`);
}

function tenantVariable() {
  return queryVariable(
    'tenant',
    'label_values({__name__=~"tempo_distributor_spans_received_total|tempodb_blocklist_length",cluster=~"$cluster",namespace=~"$namespace"}, tenant)'
  );
}

function queryVariable(name: string, query: string) {
  return {
    name,
    label: name.charAt(0).toUpperCase() + name.slice(1),
    type: 'query',
    datasource: { type: 'prometheus', uid: '${datasource}' },
    definition: query,
    query: { query, refId: name },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    // Also matches what lacks the label.
    allValue: '.*',
    current: { text: ['All'], value: ['$__all'] },
  };
}

function appLink({ id }: Chapter) {
  return {
    type: 'link',
    title: 'Tempo Companion',
    tooltip: 'The same for the discovered Tempo, with what does not apply left out',
    icon: 'external link',
    url: `${APP_PATH}/${id}`,
    keepTime: true,
    includeVars: true,
    targetBlank: false,
    tags: [],
    asDropdown: false,
  };
}

/** FNV-1a, as a positive number of 31 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value & 0x7fffffff;
}
