import { shiftEpochSeconds, type Playback } from './playback';
import type { MetricFamily, RecordedSeries, RecordedTarget } from './recording';
import { renderValue } from './renderValue';
import { getTargetLabels, renderLabels } from './targetLabels';

/**
 * The history as OpenMetrics text, a series at a time, for `promtool tsdb create-blocks-from openmetrics`: the recorded
 * series and `up`, with the labels that scraping would have given. Types are left out: blocks do not hold them.
 */
export function* renderHistory(playback: Playback): Generator<string> {
  for (const target of playback.recording.targets) {
    const targetLabels = renderLabels(getTargetLabels(playback.recording.tempo, target.component));
    const times = target.timesMs.map((time) => ((time + playback.shiftMs) / 1000).toFixed(3));
    yield renderUp(target, targetLabels, times);
    for (const family of target.families) {
      for (const series of family.series) {
        yield renderSeries(series, family, { targetLabels, times, shiftMs: playback.shiftMs });
      }
    }
  }
  yield '# EOF\n';
}

function renderUp(target: RecordedTarget, targetLabels: string, times: string[]): string {
  return times.map((time, slot) => `up{${targetLabels}} ${target.errors.has(slot) ? 0 : 1} ${time}\n`).join('');
}

interface Scraping {
  targetLabels: string;
  times: string[];
  shiftMs: number;
}

function renderSeries(series: RecordedSeries, family: MetricFamily, { targetLabels, times, shiftMs }: Scraping) {
  const labels = series.labels === '' ? targetLabels : `${series.labels},${targetLabels}`;
  const start = `${series.name}{${labels}} `;
  let text = '';
  series.values.forEach((value, slot) => {
    if (value !== undefined) {
      const shown = family.epochSeconds ? shiftEpochSeconds(value, shiftMs) : value;
      text += `${start}${renderValue(shown)} ${times[slot]}\n`;
    }
  });
  return text;
}
