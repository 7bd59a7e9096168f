import type { FieldDisplay } from '@grafana/data';
import { DataLinksContextMenu, type DataLinksContextMenuApi } from '@grafana/ui';
import React, { type ReactElement } from 'react';

interface ValueLinksProps {
  value: FieldDisplay;
  children(api: Partial<DataLinksContextMenuApi>): ReactElement;
}

/** Makes a value a link (or a menu of links) if its field has data links. */
export function ValueLinks({ value, children }: ValueLinksProps) {
  const { hasLinks, getLinks } = value;
  if (!hasLinks || !getLinks) {
    return children({});
  }
  return <DataLinksContextMenu links={getLinks}>{children}</DataLinksContextMenu>;
}
