import { t } from '@grafana/i18n';
import { Combobox, RadioButtonGroup } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';
import { TOOLBAR_HEIGHT_PX } from '../resultsHeights';
import { heatmapFrame, histogramGroups, type HistogramGroup } from './heatmapFrame';
import { hasDurationBuckets } from './metricsKind';
import { MetricsPanel } from './MetricsPanel';
import type { MetricsResultsProps } from './metricsResultsProps';
import { MetricsToolbar } from './MetricsToolbar';
import { SeriesResults } from './SeriesResults';

/** In the list of groups; no value of an attribute can be it. */
const ALL_GROUPS = '\u0000all';

/** A histogram over time: as heatmap, of one group or of all added up, or as one line a bucket. */
export function HistogramResults(props: MetricsResultsProps) {
  const { answer, query, question, heightPx, actions, onZoom } = props;
  const [shape, setShape] = useState<'heatmap' | 'lines'>('heatmap');
  const [group, setGroup] = useState(ALL_GROUPS);
  const groups = useMemo(() => histogramGroups(answer.series), [answer]);
  const chosen = groups.find(({ key }) => key === group);
  const series = chosen?.series ?? answer.series;
  const bucketUnit = hasDurationBuckets(query) ? 's' : 'short';
  const frames = useMemo(() => {
    const frame = heatmapFrame(series, bucketUnit);
    return frame ? [frame] : [];
  }, [series, bucketUnit]);
  const choice = (
    <RadioButtonGroup
      size="sm"
      aria-label={t('query.results.histogram-shape', 'Show the histogram as')}
      value={shape}
      onChange={setShape}
      options={[
        { value: 'heatmap' as const, label: t('query.results.as-heatmap', 'Heatmap') },
        { value: 'lines' as const, label: t('query.results.as-lines', 'Time series') },
      ]}
    />
  );
  if (shape === 'lines') {
    return (
      <SeriesResults {...props} isQuantile={false} unit="short" bucketUnit={bucketUnit}>
        {choice}
      </SeriesResults>
    );
  }
  return (
    <div>
      <MetricsToolbar actions={actions}>
        {choice}
        {groups.length > 1 && <GroupChoice groups={groups} value={chosen?.key ?? ALL_GROUPS} onChange={setGroup} />}
      </MetricsToolbar>
      <MetricsPanel
        kind="heatmap"
        title={t('query.results.over-time', 'Over time')}
        frames={frames}
        exemplars={undefined}
        hasLegend={false}
        fromMs={question.fromMs}
        toMs={question.toMs}
        heightPx={heightPx - TOOLBAR_HEIGHT_PX}
        onZoom={onZoom}
      />
    </div>
  );
}

interface GroupChoiceProps {
  groups: readonly HistogramGroup[];
  value: string;
  onChange(key: string): void;
}

function GroupChoice({ groups, value, onChange }: GroupChoiceProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t('query.results.group', 'Group')}</label>
      <Combobox
        id={id}
        width={30}
        value={value}
        onChange={(option) => onChange(option.value)}
        options={[
          { value: ALL_GROUPS, label: t('query.results.all-groups', 'All added up') },
          ...groups.map(({ key, name }) => ({ value: key, label: name })),
        ]}
      />
    </>
  );
}
