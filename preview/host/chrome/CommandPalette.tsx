import { css } from '@emotion/css';
import { type GrafanaTheme2, type PluginExtensionLink, PluginExtensionPoints } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Input, LoadingPlaceholder, Modal, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { usePluginLinks } from '../extensions/pluginExtensionHooks.ts';

const CONTEXT = {};
const LINKS_PER_PLUGIN = 40;

interface CommandPaletteProps {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/** Ctrl+K: of Grafana's command palette only what plugins add to it. */
export function CommandPalette({ isOpen, onOpenChange }: CommandPaletteProps) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        onOpenChange(true);
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onOpenChange]);
  return isOpen ? <Palette onClose={() => onOpenChange(false)} /> : null;
}

function Palette({ onClose }: { onClose(): void }) {
  const styles = useStyles2(getStyles);
  const [wanted, setWanted] = useState('');
  const { links, isLoading } = usePluginLinks({
    extensionPointId: PluginExtensionPoints.CommandPalette,
    context: CONTEXT,
    limitPerPlugin: LINKS_PER_PLUGIN,
  });
  const shown = links.filter(({ title }) => title.toLowerCase().includes(wanted.toLowerCase()));
  const perform = ({ path, onClick }: PluginExtensionLink) => {
    onClose();
    if (path) {
      locationService.push(path);
    } else {
      onClick?.();
    }
  };
  return (
    <Modal title="Search or jump to..." isOpen onDismiss={onClose}>
      <Input
        aria-label="Search or jump to"
        autoFocus
        value={wanted}
        onChange={({ currentTarget }) => setWanted(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && shown[0] && perform(shown[0])}
      />
      {isLoading && <LoadingPlaceholder text="Loading ..." />}
      {!isLoading && shown.length === 0 && <p>No results found</p>}
      <ul className={styles.list}>
        {shown.map((link) => (
          <li key={link.id}>
            <button type="button" className={styles.item} onClick={() => perform(link)}>
              <span>{link.title}</span>
              <span className={styles.category}>{link.category ?? 'Extensions'}</span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', marginTop: theme.spacing(1) }),
  item: css({
    display: 'flex',
    justifyContent: 'space-between',
    width: '100%',
    padding: theme.spacing(1),
    border: 'none',
    background: 'transparent',
    color: theme.colors.text.primary,
    cursor: 'pointer',
    '&:hover, &:focus-visible': { background: theme.colors.action.hover },
  }),
  category: css({ color: theme.colors.text.secondary }),
});
