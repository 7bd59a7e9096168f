import { type DataFrame, FieldType, formattedValueToString, getDisplayProcessor } from '@grafana/data';
import { TooltipDisplayMode, type VizTooltipOptions } from '@grafana/schema';
import {
  getFieldDisplayItems,
  getFieldDisplayLinks,
  useTheme2,
  VizTooltipContent,
  VizTooltipFooter,
  VizTooltipHeader,
  VizTooltipWrapper,
} from '@grafana/ui';
import React from 'react';

interface TimeSeriesTooltipProps {
  /** All series joined on time: the first field is the time. */
  frame: DataFrame;
  dataIdxs: Array<number | null>;
  seriesIdx: number | null;
  isPinned: boolean;
  options: VizTooltipOptions;
}

export function TimeSeriesTooltip({ frame, dataIdxs, seriesIdx, isPinned, options }: TimeSeriesTooltipProps) {
  const theme = useTheme2();
  const time = frame.fields[0];
  if (!time) {
    return null;
  }
  const rowIdx = dataIdxs.find((index) => index !== null && index !== undefined) ?? 0;
  const formatTime = time.display ?? getDisplayProcessor({ field: time, theme });
  const items = getFieldDisplayItems(
    frame.fields,
    time,
    dataIdxs,
    seriesIdx,
    options.mode,
    options.sort,
    (field) => field.type === FieldType.number || field.type === FieldType.enum,
    options.hideZeros
  );
  const hovered = seriesIdx === null ? undefined : frame.fields[seriesIdx];
  const hoveredRow = seriesIdx === null ? null : dataIdxs[seriesIdx];
  const links = hovered && isPinned && typeof hoveredRow === 'number' ? getFieldDisplayLinks(hovered, hoveredRow) : [];
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader
        item={{ label: '', value: formattedValueToString(formatTime(time.values[rowIdx])) }}
        isPinned={isPinned}
      />
      <VizTooltipContent
        items={items}
        isPinned={isPinned}
        scrollable={options.mode === TooltipDisplayMode.Multi && options.maxHeight !== undefined}
        maxHeight={options.maxHeight}
      />
      {links.length > 0 && <VizTooltipFooter dataLinks={links} />}
    </VizTooltipWrapper>
  );
}
