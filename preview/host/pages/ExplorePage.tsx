import { css } from '@emotion/css';
import {
  getTimeZone,
  type GrafanaTheme2,
  LoadingState,
  type PluginExtensionLink,
  PluginExtensionPoints,
} from '@grafana/data';
import { getDataSourceSrv, locationService } from '@grafana/runtime';
import { Alert, Button, Dropdown, Menu, Modal, ToolbarButton, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import React, { useMemo, useState } from 'react';
import { Page } from '../chrome/Page.tsx';
import { usePluginLinks } from '../extensions/pluginExtensionHooks.ts';
import { LinkParameters } from './LinkParameters.tsx';
import { type ExplorePane, readExplorePanes } from './readExplorePanes.ts';

const LINKS_PER_PLUGIN = 3;

/** Stands for Explore: its queries as text, and the toolbar menu to which plugins add links. */
export function ExplorePage() {
  const { search } = useLocation();
  const panes = useMemo(() => readExplorePanes(search), [search]);
  return (
    <Page pageNav={{ text: 'Explore', url: '/explore' }}>
      <Alert severity="info" title="This is Grafana's own page">
        It is not part of the preview. What the link carries is shown, and not run.
      </Alert>
      {panes.map((pane) => (
        <Pane key={pane.exploreId} pane={pane} />
      ))}
      <LinkParameters />
    </Page>
  );
}

function Pane({ pane }: { pane: ExplorePane }) {
  const styles = useStyles2(getStyles);
  const settings = getDataSourceSrv().getInstanceSettings(pane.dataSource);
  const context = useMemo(() => buildContext(pane), [pane]);
  const { links } = usePluginLinks({
    extensionPointId: PluginExtensionPoints.ExploreToolbarAction,
    context,
    limitPerPlugin: LINKS_PER_PLUGIN,
  });
  return (
    <section className={styles.pane} aria-label={`Explore pane ${pane.exploreId}`}>
      <div className={styles.toolbar}>
        <strong>{settings?.name ?? `Data source ${pane.dataSource || 'not named'} was not found`}</strong>
        <AddMenu links={links} />
      </div>
      {pane.queries.map((query) => (
        <pre key={query.refId}>{describeQuery(query as unknown as Record<string, unknown>)}</pre>
      ))}
    </section>
  );
}

/** As Grafana's toolbar gives it. Source: 12.3, public/app/features/explore/extensions/ToolbarExtensionPoint.tsx. */
function buildContext({ exploreId, dataSource, queries, range }: ExplorePane) {
  const settings = getDataSourceSrv().getInstanceSettings(dataSource);
  const ref = settings && { type: settings.type, uid: settings.uid };
  const targets = queries.map((query) => ({ ...query, datasource: query.datasource ?? ref }));
  return {
    exploreId,
    targets,
    data: { state: LoadingState.Done, series: [], request: { targets } },
    timeRange: range,
    timeZone: getTimeZone({}),
    shouldShowAddCorrelation: false,
  };
}

function AddMenu({ links }: { links: PluginExtensionLink[] }) {
  const [chosen, setChosen] = useState<PluginExtensionLink>();
  const menu = (
    <Menu>
      <Menu.Item label="Add to dashboard" icon="apps" disabled />
      {links.map((link) => (
        <Menu.Item
          key={link.id}
          label={truncate(link.title)}
          ariaLabel={link.title}
          icon={link.icon ?? 'plug'}
          onClick={(event) => (link.path ? setChosen(link) : link.onClick?.(event))}
        />
      ))}
    </Menu>
  );
  return (
    <>
      <Dropdown overlay={menu} placement="bottom-start">
        <ToolbarButton aria-label="Add" variant="canvas">
          Add
        </ToolbarButton>
      </Dropdown>
      {chosen?.path && (
        <ConfirmNavigation title={chosen.title} path={chosen.path} onDismiss={() => setChosen(undefined)} />
      )}
    </>
  );
}

interface ConfirmNavigationProps {
  title: string;
  path: string;
  onDismiss(): void;
}

function ConfirmNavigation({ title, path, onDismiss }: ConfirmNavigationProps) {
  return (
    <Modal title={title} isOpen onDismiss={onDismiss}>
      <p>Do you want to proceed in the current tab or open a new tab?</p>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onDismiss}>
          Cancel
        </Button>
        <Button onClick={() => locationService.push(path)}>Open</Button>
      </Modal.ButtonRow>
    </Modal>
  );
}

/** The text of the query where it has one. */
function describeQuery({ query, expr, ...others }: Record<string, unknown>): string {
  const text = query ?? expr;
  return typeof text === 'string' ? text : JSON.stringify(others, null, 2);
}

/** Menus of Grafana have room for so many letters. */
function truncate(title: string): string {
  const most = 25;
  return title.length < most ? title : `${title.slice(0, most - 3).trimEnd()}...`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({
    padding: theme.spacing(2),
    marginBottom: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  toolbar: css({ display: 'flex', justifyContent: 'space-between', marginBottom: theme.spacing(1) }),
});
