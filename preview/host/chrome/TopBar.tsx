import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, ToolbarButton, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { type OrgRole, readBootData } from '../bootData.ts';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { useChromeState } from './chromeState.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { Logo } from './Logo.tsx';
import { MENU_WIDTH_PX } from './MegaMenu.tsx';
import { buildCrumbs } from './navigation.ts';
import { switchRole, switchTheme } from './preferences.ts';

export const TOP_BAR_HEIGHT_PX = 40;
const ROLES: OrgRole[] = ['Admin', 'Editor', 'Viewer'];

interface TopBarProps {
  isMenuOpen: boolean;
  isMenuDocked: boolean;
  menuId: string;
  onMenuToggle(): void;
}

export function TopBar({ isMenuOpen, isMenuDocked, menuId, onMenuToggle }: TopBarProps) {
  const styles = useStyles2(getStyles);
  const { pageNav } = useChromeState();
  const { pathname } = useLocation();
  const crumbs = buildCrumbs(pathname, pageNav);
  const title = [...crumbs.slice(1).map((crumb) => crumb.text)].reverse().concat('Grafana').join(' - ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <header className={cx(styles.bar, isMenuDocked && styles.besideMenu)}>
      {!isMenuDocked && (
        <button
          type="button"
          className={styles.menuButton}
          aria-label={isMenuOpen ? 'Close menu' : 'Open menu'}
          aria-expanded={isMenuOpen}
          aria-controls={isMenuOpen ? menuId : undefined}
          onClick={onMenuToggle}
        >
          <Logo />
        </button>
      )}
      <Breadcrumbs crumbs={crumbs} />
      <Controls />
    </header>
  );
}

function Controls() {
  const styles = useStyles2(getStyles);
  const { user } = readBootData();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const otherTheme = config.theme2.isDark ? 'light' : 'dark';
  return (
    <div className={styles.controls}>
      <button type="button" className={styles.search} onClick={() => setPaletteOpen(true)}>
        <Icon name="search" />
        <span>Search...</span>
        <span className={styles.shortcut}>ctrl+k</span>
      </button>
      <CommandPalette isOpen={isPaletteOpen} onOpenChange={setPaletteOpen} />
      <select
        className={styles.roleSelect}
        aria-label="Role in the preview"
        value={user.orgRole}
        onChange={(event) => switchRole(event.currentTarget.value as OrgRole)}
      >
        {ROLES.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </select>
      <ToolbarButton
        iconOnly
        icon="adjust-circle"
        aria-label={`Switch to the ${otherTheme} theme`}
        tooltip={`Switch to the ${otherTheme} theme`}
        onClick={() => switchTheme(otherTheme)}
      />
      <span className={styles.avatar} role="img" aria-label={`Signed in as ${user.name || user.login}`}>
        {(user.name || user.login).charAt(0).toUpperCase()}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'fixed',
    inset: '0 0 auto 0',
    zIndex: theme.zIndex.navbarFixed,
    height: TOP_BAR_HEIGHT_PX,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 1, 0, 1.5),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  besideMenu: css({ left: MENU_WIDTH_PX }),
  menuButton: css({
    display: 'flex',
    padding: theme.spacing(0.5),
    border: 'none',
    background: 'transparent',
    cursor: 'pointer',
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
  }),
  controls: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), marginLeft: 'auto' }),
  search: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    width: 200,
    height: theme.spacing(3),
    padding: theme.spacing(0, 1),
    color: theme.colors.text.secondary,
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    fontSize: theme.typography.bodySmall.fontSize,
    cursor: 'pointer',
    [theme.breakpoints.down('lg')]: { display: 'none' },
  }),
  shortcut: css({ marginLeft: 'auto' }),
  roleSelect: css({
    width: 'auto',
    height: theme.spacing(3),
    color: theme.colors.text.primary,
    background: theme.components.input.background,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  avatar: css({
    display: 'grid',
    placeItems: 'center',
    width: theme.spacing(3),
    height: theme.spacing(3),
    borderRadius: theme.shape.radius.circle,
    background: theme.colors.primary.main,
    color: theme.colors.primary.contrastText,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
