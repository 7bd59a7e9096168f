import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { type PropsWithChildren, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { useChromeState } from './chromeState.ts';
import { MegaMenu, MENU_WIDTH_PX } from './MegaMenu.tsx';
import { useDockedMenu } from './preferences.ts';
import { TOP_BAR_HEIGHT_PX, TopBar } from './TopBar.tsx';

const MENU_ID = 'mega-menu';

/** Top bar, navigation and main area around every page. */
export function AppChrome({ children }: PropsWithChildren) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { layout } = useChromeState();
  const { pathname } = useLocation();
  const [isDocked, setDocked, canDock] = useDockedMenu(theme.breakpoints.values.xl);
  // Open for the page it was opened on: following one of its links closes it.
  const [openedOn, setOpenedOn] = useState<string>();
  const setOverlayOpen = (open: boolean) => setOpenedOn(open ? pathname : undefined);
  const isOverlayOpen = openedOn === pathname;

  const isOpen = isDocked || isOverlayOpen;
  return (
    // Drawers look for the class `main-view`.
    <div className={cx('main-view', styles.app, isDocked && styles.besideMenu)}>
      <a className={styles.skipLink} href="#pageContent">
        Skip to main content
      </a>
      <TopBar
        isMenuOpen={isOpen}
        isMenuDocked={isDocked}
        menuId={MENU_ID}
        onMenuToggle={() => setOverlayOpen(!isOpen)}
      />
      {isOpen && (
        <MegaMenu
          id={MENU_ID}
          isDocked={isDocked}
          canDock={canDock}
          onClose={() => setOverlayOpen(false)}
          onDockedChange={(docked) => {
            setDocked(docked);
            setOverlayOpen(false);
          }}
        />
      )}
      <main
        className={cx(styles.main, layout === PageLayoutType.Standard ? styles.primary : styles.canvas)}
        id="pageContent"
        tabIndex={-1}
      >
        {children}
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  app: css({ display: 'flex', flexDirection: 'column', minHeight: '100vh', paddingTop: TOP_BAR_HEIGHT_PX }),
  besideMenu: css({ paddingLeft: MENU_WIDTH_PX }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    '&:focus-visible': { outline: 'none' },
  }),
  primary: css({ background: theme.colors.background.primary }),
  canvas: css({ background: theme.colors.background.canvas }),
  skipLink: css({
    position: 'fixed',
    top: -100,
    left: theme.spacing(1),
    zIndex: theme.zIndex.portal,
    padding: theme.spacing(1, 2),
    background: theme.colors.background.secondary,
    color: theme.colors.text.link,
    borderRadius: theme.shape.radius.default,
    '&:focus-visible': { top: theme.spacing(1) },
  }),
});
