import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import React from 'react';
import { readBootData } from '../bootData.ts';
import { Logo } from './Logo.tsx';
import { MegaMenuItem } from './MegaMenuItem.tsx';
import { findNavPath } from './navigation.ts';

export const MENU_WIDTH_PX = 300;

interface MegaMenuProps {
  id: string;
  isDocked: boolean;
  canDock: boolean;
  onClose(): void;
  onDockedChange(docked: boolean): void;
}

/** Grafana's navigation: beside the page when docked, else over it. */
export function MegaMenu({ id, isDocked, canDock, onClose, onDockedChange }: MegaMenuProps) {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  const activePath = findNavPath(pathname);
  return (
    <>
      {/* Escape and the close button do the same for the keyboard. */}
      {!isDocked && <div className={styles.backdrop} aria-hidden="true" onClick={onClose} />}
      <nav
        id={id}
        aria-label="Navigation"
        className={cx(styles.menu, !isDocked && styles.overlay)}
        onKeyDown={(event) => event.key === 'Escape' && !isDocked && onClose()}
      >
        <div className={styles.header}>
          <Logo />
          <span className={styles.title}>Grafana</span>
          {canDock && (
            <IconButton
              name="web-section-alt"
              size="lg"
              tooltip={isDocked ? 'Undock menu' : 'Dock menu'}
              onClick={() => onDockedChange(!isDocked)}
            />
          )}
          {!isDocked && <IconButton name="times" size="xl" tooltip="Close menu" onClick={onClose} />}
        </div>
        <ul className={styles.list}>
          {readBootData().navTree.map((item) => (
            <MegaMenuItem key={item.id ?? item.text} item={item} activePath={activePath} level={0} />
          ))}
        </ul>
      </nav>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  menu: css({
    position: 'fixed',
    inset: '0 auto 0 0',
    zIndex: theme.zIndex.navbarFixed,
    width: MENU_WIDTH_PX,
    display: 'flex',
    flexDirection: 'column',
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
  }),
  overlay: css({ zIndex: theme.zIndex.modal, maxWidth: '100vw', boxShadow: theme.shadows.z3 }),
  backdrop: css({
    position: 'fixed',
    inset: 0,
    zIndex: theme.zIndex.modalBackdrop,
    background: theme.components.overlay.background,
  }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: 40,
    padding: theme.spacing(0, 1, 0, 2),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  title: css({ flexGrow: 1, fontWeight: theme.typography.fontWeightMedium }),
  list: css({ flexGrow: 1, margin: 0, padding: theme.spacing(1, 1, 2), listStyle: 'none', overflowY: 'auto' }),
});
