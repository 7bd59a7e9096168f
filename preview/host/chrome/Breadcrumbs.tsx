import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Crumb } from './navigation.ts';

export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  const styles = useStyles2(getStyles);
  return (
    <nav aria-label="Breadcrumbs" className={styles.nav}>
      <ol className={styles.list}>
        {crumbs.map((crumb, index) => (
          <li key={`${crumb.text}${index}`} className={styles.item}>
            <CrumbText crumb={crumb} isLast={index === crumbs.length - 1} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function CrumbText({ crumb, isLast }: { crumb: Crumb; isLast: boolean }) {
  const styles = useStyles2(getStyles);
  if (isLast) {
    return (
      <span className={styles.current} aria-current="page">
        {crumb.text}
      </span>
    );
  }
  return (
    <>
      <a className={styles.link} href={crumb.url ?? '#'}>
        {crumb.text}
      </a>
      <Icon name="angle-right" className={styles.separator} aria-hidden />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  nav: css({ minWidth: 0, overflow: 'hidden' }),
  list: css({ display: 'flex', alignItems: 'center', listStyle: 'none', whiteSpace: 'nowrap', margin: 0, padding: 0 }),
  item: css({ display: 'flex', alignItems: 'center', minWidth: 0 }),
  link: css({
    color: theme.colors.text.primary,
    padding: theme.spacing(0, 0.5),
    '&:hover': { textDecoration: 'underline' },
  }),
  current: css({
    color: theme.colors.text.secondary,
    padding: theme.spacing(0, 0.5),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  separator: css({ color: theme.colors.text.secondary }),
});
