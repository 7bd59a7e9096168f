import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** A list of number tiles: as many in a row as fit, all as wide. */
export const getNumberGridStyle = (theme: GrafanaTheme2) =>
  css({
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(190px, 100%), 1fr))',
    margin: 0,
    padding: 0,
  });
