import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** Styles of rows, groups and blocks. Everything wraps; nothing scrolls sideways. */
export function useRowStyles() {
  return useStyles2(getStyles);
}

const getStyles = (theme: GrafanaTheme2) => ({ ...getRowStyles(theme), ...getBlockStyles(theme) });

const getRowStyles = (theme: GrafanaTheme2) => {
  const marked = `2px solid ${theme.colors.primary.border}`;
  return {
    row: css({
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      padding: theme.spacing(0.5),
      borderRadius: theme.shape.radius.default,
      maxWidth: '100%',
    }),
    controls: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5),
      flex: 1,
      minWidth: 0,
    }),
    field: css({ flex: `1 1 ${theme.spacing(24)}`, minWidth: theme.spacing(18), maxWidth: theme.spacing(44) }),
    value: css({ flex: `2 1 ${theme.spacing(24)}`, minWidth: theme.spacing(18), maxWidth: theme.spacing(80) }),
    actions: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      minHeight: theme.spacing(theme.components.height.md),
      marginLeft: 'auto',
    }),
    joiner: css({
      ...theme.typography.bodySmall,
      flex: 'none',
      width: theme.spacing(3),
      marginRight: theme.spacing(0.5),
      lineHeight: theme.spacing(theme.components.height.md),
      color: theme.colors.text.secondary,
    }),
    marked: css({ outline: marked, outlineOffset: 1, background: theme.colors.action.hover }),
  };
};

const getBlockStyles = (theme: GrafanaTheme2) => ({
  group: css({
    margin: 0,
    padding: theme.spacing(0.5, 0, 0.5, 1),
    minWidth: 0,
    border: 'none',
    borderLeft: `2px solid ${theme.colors.border.medium}`,
    borderRadius: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    flex: '1 1 100%',
  }),
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  block: css({
    minWidth: 0,
    padding: theme.spacing(1),
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  indented: css({ paddingLeft: theme.spacing(3), minWidth: 0 }),
  name: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    lineHeight: theme.spacing(theme.components.height.md),
    overflowWrap: 'anywhere',
  }),
  title: css({ ...theme.typography.h6, margin: 0 }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
