import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { Link } from 'react-router-dom';

/** A name in a table that leads to its page. The cell takes the focus, and Enter follows the link. */
export function NameLink({ name, href }: { name: string; href: string }) {
  const styles = useStyles2(getStyles);
  return (
    <Link to={href} tabIndex={-1} data-cell-action className={styles.link} title={name}>
      {name}
    </Link>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
