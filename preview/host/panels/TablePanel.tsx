import {
  cacheFieldDisplayNames,
  type DataFrame,
  type FieldConfigSource,
  getFrameDisplayName,
  type PanelProps,
} from '@grafana/data';
import { TableCellHeight } from '@grafana/schema';
import { Combobox, type TableSortByFieldState, usePanelContext, useTheme2 } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import React, { useId, useMemo } from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { PanelDataErrorView } from './PanelDataErrorView.tsx';

interface TableOptions {
  frameIndex: number;
  showHeader: boolean;
  showTypeIcons?: boolean;
  sortBy?: TableSortByFieldState[];
  enablePagination?: boolean;
  cellHeight?: TableCellHeight;
  maxRowHeight?: number;
  frozenColumns?: { left?: number };
}

export const tableDefinition: PanelDefinition = {
  id: 'table',
  name: 'Table',
  component: TablePanel as PanelDefinition['component'],
  fieldOptions: {
    width: undefined,
    minWidth: 150,
    align: 'auto',
    cellOptions: { type: 'auto' },
    inspect: false,
    wrapText: false,
    wrapHeaderText: false,
    filterable: undefined,
    footer: { reducers: [] },
    hideFrom: { tooltip: false, viz: false, legend: false },
    tooltip: undefined,
    styleField: undefined,
  },
  options: {
    frameIndex: 0,
    showHeader: true,
    showTypeIcons: false,
    sortBy: undefined,
    cellHeight: TableCellHeight.Sm,
    maxRowHeight: undefined,
    enablePagination: false,
    'frozenColumns.left': 0,
  },
};

function TablePanel(props: PanelProps<TableOptions>) {
  const { data, height, options, fieldConfig, id } = props;
  const theme = useTheme2();
  const frames = useMemo(() => {
    // The table reads names from this cache only.
    cacheFieldDisplayNames(data.series);
    return data.series;
  }, [data.series]);
  const isEmpty = frames.every((frame) => frame.length === 0);
  if (isEmpty) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const frameIndex = options.frameIndex in frames ? options.frameIndex : 0;
  const pickerHeight = frames.length > 1 ? theme.spacing.gridSize * (theme.components.height.md + 1) : 0;
  return (
    <>
      <div style={{ height: height - pickerHeight, overflow: 'hidden' }}>
        <FrameTable {...props} frame={frames[frameIndex]!} tableHeight={height - pickerHeight} />
      </div>
      {frames.length > 1 && <FramePicker {...props} frameIndex={frameIndex} />}
    </>
  );
}

interface FramePickerProps extends PanelProps<TableOptions> {
  frameIndex: number;
}

function FramePicker({ data, options, width, frameIndex, onOptionsChange }: FramePickerProps) {
  const theme = useTheme2();
  const labelId = useId();
  return (
    <>
      <span id={labelId} hidden>
        Table to show
      </span>
      <Combobox
        aria-labelledby={labelId}
        width={width / theme.spacing.gridSize}
        value={frameIndex}
        options={data.series.map((frame, value) => ({ label: getFrameDisplayName(frame), value }))}
        onChange={({ value }) => onOptionsChange({ ...options, frameIndex: value })}
      />
    </>
  );
}

interface FrameTableProps extends PanelProps<TableOptions> {
  frame: DataFrame;
  tableHeight: number;
}

function FrameTable(props: FrameTableProps) {
  const { frame, tableHeight, width, data, options, fieldConfig, title } = props;
  const { onAddAdHocFilter } = usePanelContext();
  return (
    <TableNG
      ariaLabel={title}
      data={frame}
      width={width}
      height={tableHeight}
      noHeader={!options.showHeader}
      showTypeIcons={options.showTypeIcons}
      resizable
      sortBy={options.sortBy}
      onSortByChange={(sortBy) => props.onOptionsChange({ ...options, sortBy })}
      onColumnResize={(name, columnWidth) => props.onFieldConfigChange(setColumnWidth(fieldConfig, name, columnWidth))}
      onCellFilterAdded={onAddAdHocFilter}
      cellHeight={options.cellHeight}
      maxRowHeight={options.maxRowHeight}
      enablePagination={options.enablePagination}
      frozenColumns={options.frozenColumns?.left}
      timeRange={props.timeRange}
      structureRev={data.structureRev}
      fieldConfig={fieldConfig}
      transparent={props.transparent}
      noValue={fieldConfig.defaults.noValue}
    />
  );
}

/** A width set by hand is an override by name, as in Grafana. */
function setColumnWidth(source: FieldConfigSource, name: string, width: number): FieldConfigSource {
  const isOfColumn = (rule: FieldConfigSource['overrides'][number]) =>
    rule.matcher.id === 'byName' && rule.matcher.options === name && rule.properties[0]?.id === 'custom.width';
  const rule = { matcher: { id: 'byName', options: name }, properties: [{ id: 'custom.width', value: width }] };
  return { ...source, overrides: [...source.overrides.filter((one) => !isOfColumn(one)), rule] };
}
