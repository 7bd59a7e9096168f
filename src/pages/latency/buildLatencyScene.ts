import { t } from '@grafana/i18n';
import type { EmbeddedScene } from '@grafana/scenes';
import {
  buildChangesTable,
  buildDurationHeatmap,
  buildQuantilesPanel,
  buildRatePanel,
  buildTracedScene,
  PanelGrid,
  type ChangeRow,
  type TracedTabContext,
} from '../../panels';

/** Keys of panels begin so; alerts and other pages link to them by `?panel=`. */
export const SERVICES_PREFIX = 'latency.services.';

/** How long the traced services take: over time, by duration, and which of them changed the most. */
export function buildLatencyScene(context: TracedTabContext): EmbeddedScene {
  const { question, offset } = context;
  const isCompared = offset !== undefined;
  return buildTracedScene(
    [
      {
        id: 'durations',
        title: t('latency.services.durations', 'Durations'),
        question: t('latency.services.durations-question', 'How long do requests to the services take?'),
        body: new PanelGrid({
          minColumnWidth: 420,
          rowHeight: 300,
          panels: [
            buildQuantilesPanel(`${SERVICES_PREFIX}quantiles`, question),
            buildDurationHeatmap(`${SERVICES_PREFIX}heatmap`, question),
            buildRatePanel(`${SERVICES_PREFIX}rate`, question),
          ],
          wide: [],
        }),
      },
      {
        id: 'slowest',
        title: isCompared
          ? t('latency.services.changes', 'Largest changes')
          : t('latency.services.slowest', 'Slowest first'),
        question: question.selection.service
          ? t('latency.services.which-operation', 'Which operation is it?')
          : t('latency.services.which-service', 'Which service is it?'),
        body: buildChangesTable(context, {
          measure: 'slowest',
          label: t('latency.services.table', 'Durations by group'),
          valueTitle: t('latency.services.p99', 'p99'),
          unit: 's',
          tracesTitle: t('latency.services.slow-traces', 'Slow traces'),
          tracesStage: slowerThan,
        }),
      },
    ],
    offset
  );
}

/** The slowest tenth or so: half of p99. Where that is not known, all. */
function slowerThan({ now }: ChangeRow): string {
  return now === undefined || now <= 0 ? '' : `| { duration >= ${Math.max(1, Math.round((now * 1e6) / 2))}us }`;
}
