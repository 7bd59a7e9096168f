import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';
import { buildSelectorVariables } from '../../panels';
import type { KnownSystem } from '../../signals';
import { DayBefore } from './numbers/DayBefore';
import { listOverviewNumbers, type OverviewChapter } from './numbers/overviewNumbers';
import { OverviewBody } from './OverviewBody';

interface OverviewSurroundings {
  system: KnownSystem;
  /** Tenants to choose from. */
  tenants: readonly string[];
  /** The Prometheus data source to ask. */
  metricsUid: string;
}

/** As many points as a sparkline can show; for an hour, one a minute. */
const MAX_POINTS = 60;

/**
 * The numbers of all chapters with time range, refresh and the variables of the chapters' pages. All numbers are asked in
 * one request, and the same numbers a day before in another.
 */
export function buildOverviewScene({ system, tenants, metricsUid }: OverviewSurroundings): EmbeddedScene {
  const chapters = listOverviewNumbers(system);
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    $variables: new SceneVariableSet({ variables: buildSelectorVariables(system.inventory, tenants) }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh: '', withText: true }),
    ],
    body: new OverviewBody({
      chapters,
      $data: askAll(chapters, metricsUid),
      before: new DayBefore(askAll(chapters, metricsUid)),
    }),
  });
}

function askAll(chapters: OverviewChapter[], metricsUid: string): SceneQueryRunner {
  return new SceneQueryRunner({
    datasource: { uid: metricsUid },
    maxDataPoints: MAX_POINTS,
    queries: chapters.flatMap(({ numbers }) =>
      numbers.map(({ refId, expr }) => ({ refId, expr, range: true, instant: false, format: 'time_series' }))
    ),
  });
}
