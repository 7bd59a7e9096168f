import { useState, type KeyboardEvent } from 'react';
import type { ConfigRow } from './configRows';

interface TreeKeysOptions {
  readonly rows: readonly ConfigRow[];
  isOpen(path: string): boolean;
  onToggle(path: string): void;
  /** Gives the focus to a row. */
  focus(path: string): void;
}

/** Which row takes part in the tab order, and what the keys do: the tree pattern of the ARIA practices. */
export function useTreeKeys({ rows, isOpen, onToggle, focus }: TreeKeysOptions) {
  const [chosen, setChosen] = useState<string>();
  const activePath = rows.some(({ path }) => path === chosen) ? chosen : rows[0]?.path;

  const onKeyDown = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ path }) => path === activePath);
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const isClosed = row.hasChildren && !isOpen(row.path);
    const target = targetOf(event.key, rows, at, isClosed);
    const toggles = togglesRow(event.key, row, isClosed);
    if (target === undefined && !toggles) {
      return;
    }
    event.preventDefault();
    if (toggles) {
      onToggle(row.path);
    } else if (target) {
      setChosen(target.path);
      focus(target.path);
    }
  };
  return { activePath, setActivePath: setChosen, onKeyDown };
}

function togglesRow(key: string, { hasChildren }: ConfigRow, isClosed: boolean): boolean {
  if (!hasChildren) {
    return false;
  }
  return key === 'Enter' || key === ' ' || key === (isClosed ? 'ArrowRight' : 'ArrowLeft');
}

/** Where a key leads; undefined for keys that lead nowhere. */
function targetOf(key: string, rows: readonly ConfigRow[], at: number, isClosed: boolean): ConfigRow | undefined {
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1];
    case 'ArrowUp':
      return rows[at - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowRight':
      return isClosed || !rows[at]?.hasChildren ? undefined : rows[at + 1];
    case 'ArrowLeft':
      return parentOf(rows, at);
    default:
      return undefined;
  }
}

function parentOf(rows: readonly ConfigRow[], at: number): ConfigRow | undefined {
  const level = rows[at]?.level ?? 1;
  return rows
    .slice(0, at)
    .reverse()
    .find((row) => row.level < level);
}
