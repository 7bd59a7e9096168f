import type { IconName } from '@grafana/data';
import { Dropdown, IconButton, Menu } from '@grafana/ui';
import React from 'react';
import { useBuilder } from './BuilderContext';

export interface Action {
  readonly label: string;
  readonly icon: IconName;
  readonly description?: string;
  run(): void;
}

/** What can be done here, asked for when the menu is opened; null stands for what cannot. */
export type Actions = () => ReadonlyArray<Action | null>;

interface ActionMenuProps {
  label: string;
  actions: Actions;
}

/** What can be done with a part besides changing it. */
export function ActionMenu({ label, actions }: ActionMenuProps) {
  const { disabled } = useBuilder();
  const overlay = () => (
    <Menu ariaLabel={label}>
      {actions().map(
        (action) =>
          action && (
            <Menu.Item
              key={action.label}
              label={action.label}
              icon={action.icon}
              description={action.description}
              onClick={action.run}
            />
          )
      )}
    </Menu>
  );
  return (
    <Dropdown overlay={overlay} placement="bottom-end">
      <IconButton name="ellipsis-v" aria-label={label} disabled={disabled} />
    </Dropdown>
  );
}
