import { t } from '@grafana/i18n';
import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneFlexLayout,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';
import {
  applicability,
  signalContext,
  type Chapter,
  type KnownSystem,
  type Section,
  type Signal,
  type SignalContext,
} from '../signals';
import { buildPanel } from './buildPanel';
import { buildSelectorVariables } from './buildSelectorVariables';
import { PanelGrid } from './PanelGrid';
import { SectionRow } from './SectionRow';

const PANEL = { minColumnWidth: 420, rowHeight: 300 };
/** Numbers need less room than curves; lower than this Grafana leaves the sparkline out. */
const STAT = { minColumnWidth: 220, rowHeight: 164 };

interface ChapterSurroundings {
  system: KnownSystem;
  /** Tenants to choose from. */
  tenants: readonly string[];
  /** The Prometheus data source to ask. */
  metricsUid: string;
}

/**
 * A chapter of the catalogue as a page: the variables that select a Tempo, the time range, and a row a section with the
 * panels of all signals that apply here. Sections of which nothing applies are left out.
 */
export function buildChapterScene(
  chapter: Chapter,
  { system, tenants, metricsUid }: ChapterSurroundings
): EmbeddedScene {
  const context = signalContext(system);
  const rows = chapter.sections
    .map((section) => ({ section, signals: applicableSignals(section, system) }))
    .filter(({ signals }) => signals.length > 0)
    .map(({ section, signals }) => buildRow(section, signals, context, metricsUid));
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    $variables: new SceneVariableSet({ variables: buildSelectorVariables(system.inventory, tenants) }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh: '', withText: true }),
    ],
    body: new SceneFlexLayout({ direction: 'column', children: rows }),
  });
}

/** The signals of a section that apply to the discovered system, in the order of the catalogue. */
function applicableSignals(section: Section, system: KnownSystem): Signal[] {
  return section.signals.filter((signal) => applicability(signal, system).applies);
}

function buildRow(section: Section, signals: Signal[], context: SignalContext, metricsUid: string): SectionRow {
  const areStats = signals.every(({ visualization }) => visualization.kind === 'stat');
  return new SectionRow({
    id: section.id,
    title: t(`sections.${section.id}.title`, section.title),
    question: t(`sections.${section.id}.question`, section.question),
    isOpen: section.collapsed !== true,
    body: new PanelGrid({
      ...(areStats ? STAT : PANEL),
      panels: signals.map((signal) => buildPanel(signal, context, metricsUid)),
      wide: signals.filter(({ visualization }) => visualization.kind === 'table').map(({ id }) => id),
    }),
  });
}
