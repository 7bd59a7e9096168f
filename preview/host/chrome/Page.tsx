import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type NavModelItem, PageLayoutType } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React, { useEffect } from 'react';
import { setChromeState } from './chromeState.ts';
import { PageHeader } from './PageHeader.tsx';
import { PageTabs } from './PageTabs.tsx';

interface PageProps extends PluginPageProps {
  section?: NavModelItem;
}

/** Grafana's page: title, subtitle, actions, info, tabs, content; `Custom` layout leaves all but the content out. */
export function Page({ pageNav, section, layout = PageLayoutType.Standard, children, ...header }: PageProps) {
  const styles = useStyles2(getStyles);
  useEffect(() => {
    setChromeState({ pageNav, layout });
  }, [pageNav, layout]);
  useEffect(() => () => setChromeState({ layout: PageLayoutType.Standard }), []);

  if (layout === PageLayoutType.Custom) {
    return <div className={styles.custom}>{children}</div>;
  }
  if (layout === PageLayoutType.Canvas) {
    return <div className={cx(styles.content, styles.canvas)}>{children}</div>;
  }
  const item = pageNav ?? section;
  return (
    <div className={styles.page}>
      {item && <PageHeader item={item} {...header} />}
      {pageNav?.children && <PageTabs item={pageNav} />}
      <div className={styles.content}>{children}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    padding: theme.spacing(2),
    [theme.breakpoints.up('md')]: { padding: theme.spacing(4) },
  }),
  // Scenes' flexible children have no height unless their container is a flex column.
  content: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, minHeight: 0 }),
  canvas: css({ padding: theme.spacing(2) }),
  custom: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, minHeight: 0 }),
});
