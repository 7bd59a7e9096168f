import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Stack, useStyles2 } from '@grafana/ui';
import React, { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import type { ConfigMap } from '../../tempo';
import { ConfigTreeRow } from './ConfigTreeRow';
import { listConfigRows, searchConfigRows, visibleConfigRows, type ConfigRow } from './configRows';
import { useTreeKeys } from './useTreeKeys';

interface ConfigTreeProps {
  /** What it is the configuration of, for screen readers. */
  label: string;
  config: ConfigMap;
  /** What a key means, by its path; undefined for most. */
  explain?(path: string): string | undefined;
  /** Whether everything is open at first: not for a thousand keys. */
  isOpenAtFirst: boolean;
}

const NO_EXPLANATION = () => undefined;

/**
 * A configuration as a tree with search. The arrow keys move, open and close; Tab leaves. While something is searched for,
 * all that leads to it is open.
 */
export function ConfigTree({ label, config, explain = NO_EXPLANATION, isOpenAtFirst }: ConfigTreeProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [search, setSearch] = useState('');
  const deferred = useDeferredValue(search);
  const rows = useMemo(() => listConfigRows(config), [config]);
  const openness = useOpenness(isOpenAtFirst);
  const found = useMemo(() => searchConfigRows(rows, deferred, explain), [rows, deferred, explain]);
  const isSearching = deferred.trim() !== '';
  const isOpen = (path: string) => openness.isOpen(path) || isSearching;
  const visible = isSearching ? found : visibleConfigRows(rows, openness.isOpen);
  return (
    <Stack direction="column" gap={1} alignItems="stretch">
      <Stack direction="row" gap={1} wrap="wrap" alignItems="flex-end">
        <Field noMargin label={t('config-tree.search', 'Search')} htmlFor={id}>
          <Input
            id={id}
            type="search"
            width={36}
            value={search}
            placeholder={t('config-tree.search-placeholder', 'Key, value or meaning')}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </Field>
        <Button variant="secondary" disabled={isSearching} onClick={openness.openAll}>
          {t('config-tree.open-all', 'Open all')}
        </Button>
        <Button variant="secondary" disabled={isSearching} onClick={openness.closeAll}>
          {t('config-tree.close-all', 'Close all')}
        </Button>
        <span role="status" className={styles.status}>
          {isSearching
            ? t('config-tree.found', 'Rows: {{found}} of {{all}}', { found: found.length, all: rows.length })
            : t('config-tree.count', 'Rows: {{all}}', { all: rows.length })}
        </span>
      </Stack>
      {visible.length > 0 ? (
        <Tree
          label={label}
          rows={visible}
          isOpen={isOpen}
          // What a search opened stays open until it ends.
          onToggle={isSearching ? () => undefined : openness.toggle}
          explain={explain}
          search={deferred.trim()}
        />
      ) : (
        <p>
          {isSearching
            ? t('config-tree.none', 'Nothing has “{{search}}” in it.', {
                search: deferred,
                interpolation: { escapeValue: false },
              })
            : t('config-tree.empty', 'Nothing is set.')}
        </p>
      )}
    </Stack>
  );
}

interface TreeProps {
  label: string;
  rows: readonly ConfigRow[];
  isOpen(path: string): boolean;
  onToggle(path: string): void;
  explain(path: string): string | undefined;
  search: string;
}

function Tree({ label, rows, isOpen, onToggle, explain, search }: TreeProps) {
  const styles = useStyles2(getStyles);
  const tree = useRef<HTMLDivElement>(null);
  const keys = useTreeKeys({
    rows,
    isOpen,
    onToggle,
    focus: (path) => tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus(),
  });
  const { activePath, setActivePath, onKeyDown } = keys;
  const interaction = { role: 'tree', onKeyDown };
  return (
    <div {...interaction} ref={tree} aria-label={label} className={styles.tree}>
      {rows.map((row) => (
        <ConfigTreeRow
          key={row.path}
          row={row}
          isExpanded={row.hasChildren ? isOpen(row.path) : undefined}
          isActive={row.path === activePath}
          explanation={explain(row.path)}
          search={search}
          onFocus={setActivePath}
          onToggle={onToggle}
        />
      ))}
    </div>
  );
}

/** Which parents are open. */
function useOpenness(isOpenAtFirst: boolean) {
  const [standard, setStandard] = useState(isOpenAtFirst);
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const all = (isOpen: boolean) => () => {
    setStandard(isOpen);
    setOthers(new Set());
  };
  return {
    isOpen: (path: string) => others.has(path) !== standard,
    openAll: all(true),
    closeAll: all(false),
    toggle: (path: string) =>
      setOthers(
        (before) => new Set(before.has(path) ? [...before].filter((each) => each !== path) : [...before, path])
      ),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  tree: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    padding: theme.spacing(0.5, 0),
  }),
  status: css({ color: theme.colors.text.secondary, paddingBottom: theme.spacing(0.75) }),
});
