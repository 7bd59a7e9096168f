import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { TableColumn } from './TableColumn';

export const ROW_HEIGHT_PX = 34;
export const HEADER_HEIGHT_PX = 36;

/** CSS columns of the rows, and the least width of the table. */
export function gridTemplate(columns: ReadonlyArray<Pick<TableColumn<unknown>, 'widthPx' | 'grows'>>): {
  template: string;
  minWidthPx: number;
} {
  return {
    template: columns.map(({ widthPx, grows }) => (grows ? `minmax(${widthPx}px, 1fr)` : `${widthPx}px`)).join(' '),
    minWidthPx: columns.reduce((sum, { widthPx }) => sum + widthPx, 0),
  };
}

export const getTableStyles = (theme: GrafanaTheme2) => ({
  scroll: css({
    overflow: 'auto',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    // A row that the keyboard reaches must not hide below the header.
    scrollPaddingTop: HEADER_HEIGHT_PX,
  }),
  table: css({
    width: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.bodySmall.lineHeight,
  }),
  header: css({
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: HEADER_HEIGHT_PX,
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
  }),
  body: css({ position: 'relative' }),
  row: css({ display: 'grid', height: '100%' }),
  bodyRow: css({
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    height: ROW_HEIGHT_PX,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '&:hover': { background: theme.colors.action.hover },
  }),
  childRow: css({
    background: theme.colors.background.canvas,
    '& > :first-child': { paddingLeft: theme.spacing(4) },
  }),
});

export const getCellStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    padding: theme.spacing(0, 1),
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  headerCell: css({ fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary }),
  alignRight: css({ justifyContent: 'flex-end', textAlign: 'right' }),
  sortButton: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    '&:hover': { color: theme.colors.text.primary },
  }),
  ellipsis: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
});

/** A button that is nothing but a sign. */
export const getRowButtonStyles = (theme: GrafanaTheme2) =>
  css({
    display: 'inline-flex',
    flex: 'none',
    padding: theme.spacing(0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    cursor: 'pointer',
    '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  });
