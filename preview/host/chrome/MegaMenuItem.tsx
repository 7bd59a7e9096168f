import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { Icon, IconButton, toIconName, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { imageUrl } from './imageUrl.ts';

interface MegaMenuItemProps {
  item: NavModelItem;
  activePath: NavModelItem[];
  level: number;
}

export function MegaMenuItem({ item, activePath, level }: MegaMenuItemProps) {
  const styles = useStyles2(getStyles);
  const children = (item.children ?? []).filter((child) => !child.isCreateAction && !child.hideFromTabs);
  const isOnPath = activePath.includes(item);
  const isActive = activePath[activePath.length - 1] === item;
  const [isOpen, setIsOpen] = useState(isOnPath);
  return (
    <li>
      <div className={cx(styles.row, isActive && styles.active)}>
        <a
          className={cx(styles.link, (level === 0 || isActive) && styles.strong)}
          style={{ paddingLeft: level > 0 ? level * 12 + 28 : undefined }}
          href={item.url ?? '#'}
          aria-current={isActive ? 'page' : undefined}
        >
          {level === 0 && <ItemIcon item={item} />}
          <span className={styles.text}>{item.text}</span>
        </a>
        {children.length > 0 && (
          <IconButton
            name={isOpen ? 'angle-up' : 'angle-down'}
            aria-label={`${isOpen ? 'Collapse' : 'Expand'} section: ${item.text}`}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          />
        )}
      </div>
      {isOpen && children.length > 0 && (
        <ul className={styles.children}>
          {children.map((child) => (
            <MegaMenuItem
              key={child.id ?? child.url ?? child.text}
              item={child}
              activePath={activePath}
              level={level + 1}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function ItemIcon({ item }: { item: NavModelItem }) {
  const styles = useStyles2(getStyles);
  if (item.img) {
    return <img className={styles.image} src={imageUrl(item.img)} alt="" />;
  }
  return <Icon name={toIconName(item.icon ?? '') ?? 'link'} size="lg" />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    height: theme.spacing(4),
    paddingRight: theme.spacing(0.5),
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
  }),
  active: css({
    background: theme.colors.action.selected,
    '&::before': {
      content: '""',
      position: 'absolute',
      inset: '4px auto 4px 0',
      width: 4,
      borderRadius: theme.shape.radius.default,
      backgroundImage: theme.colors.gradients.brandVertical,
    },
  }),
  link: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    paddingLeft: theme.spacing(1),
    color: theme.colors.text.secondary,
    '&:hover': { color: theme.colors.text.primary },
  }),
  strong: css({ color: theme.colors.text.primary }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  image: css({ width: 16, height: 16 }),
  children: css({ margin: 0, padding: 0, listStyle: 'none' }),
});
