import { t } from '@grafana/i18n';
import { ContextMenu, Menu } from '@grafana/ui';
import React, { useCallback, useState, type PropsWithChildren } from 'react';
import type { FilterChange } from '../resultChanges';
import { ValueMenuContext, type ValueTarget } from './ValueMenuContext';

interface OpenMenu {
  readonly target: ValueTarget;
  readonly anchor: HTMLElement;
  readonly x: number;
  readonly y: number;
}

interface ValueMenuProviderProps {
  onFilter(change: FilterChange): void;
}

/** The menu of values: filter for it, filter it out, copy it. When it closes, the focus goes back to the value. */
export function ValueMenuProvider({ onFilter, children }: PropsWithChildren<ValueMenuProviderProps>) {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const open = useCallback((target: ValueTarget, anchor: HTMLElement) => {
    const { left, bottom } = anchor.getBoundingClientRect();
    setMenu({ target, anchor, x: left, y: bottom });
  }, []);
  const close = useCallback(() => {
    setMenu(null);
    menu?.anchor.focus();
  }, [menu]);

  return (
    <ValueMenuContext.Provider value={open}>
      {children}
      {menu && (
        <ContextMenu
          x={menu.x}
          y={menu.y}
          onClose={close}
          renderMenuItems={() => <ValueMenuItems target={menu.target} onFilter={onFilter} />}
        />
      )}
    </ValueMenuContext.Provider>
  );
}

interface ValueMenuItemsProps extends ValueMenuProviderProps {
  target: ValueTarget;
}

function ValueMenuItems({ target: { text, filter }, onFilter }: ValueMenuItemsProps) {
  const canCopy = navigator.clipboard !== undefined;
  return (
    <>
      {filter && (
        <>
          <Menu.Item
            icon="search-plus"
            label={t('query.results.filter-for', 'Filter for this value')}
            description={filter.field}
            onClick={() => onFilter({ ...filter, operator: '=' })}
          />
          <Menu.Item
            icon="search-minus"
            label={t('query.results.filter-out', 'Filter out this value')}
            description={filter.field}
            onClick={() => onFilter({ ...filter, operator: '!=' })}
          />
        </>
      )}
      <Menu.Item
        icon="copy"
        label={t('query.results.copy-value', 'Copy value')}
        disabled={!canCopy}
        onClick={() => void navigator.clipboard.writeText(text).catch(() => undefined)}
      />
    </>
  );
}
