import type { DataSourceSettings, SettingChange } from '../../contract';
import { change } from '../../judged';
import { renderRedQueries, TEMPO_SPAN_METRICS } from '../../promql';
import { proposeMetricTags, type MetricsExploration } from './exploreMetrics';
import type { MetricsSettings } from './metricsSettings';

const KEY = 'tracesToMetrics';

/** Rate, errors and duration, and tags that go with them where none are there. */
export function replaceQueries(
  tempo: DataSourceSettings,
  settings: MetricsSettings,
  exploration: MetricsExploration | undefined,
  reason: string
): SettingChange[] {
  const names = exploration?.spanMetrics ?? TEMPO_SPAN_METRICS;
  return [
    change(tempo.uid, `${KEY}.queries`, renderRedQueries(names), reason),
    ...(settings.tags.isDefault || exploration
      ? [change(tempo.uid, `${KEY}.tags`, proposeMetricTags(exploration, undefined), 'Labels of the metrics.')]
      : []),
  ];
}
