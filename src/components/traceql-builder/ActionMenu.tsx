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

interface ActionMenuProps {
  label: string;
  /** What can be done here; null stands for what cannot. */
  actions: ReadonlyArray<Action | null>;
}

/** What can be done with a part besides changing it. */
export function ActionMenu({ label, actions }: ActionMenuProps) {
  const { disabled } = useBuilder();
  const overlay = (
    <Menu ariaLabel={label}>
      {actions.map(
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
