import type { NavModelItem } from '@grafana/data';
import { readBootData } from '../bootData.ts';

export interface Crumb {
  text: string;
  url?: string;
}

/** Path from the root of the navigation to the item that fits the location best; empty if none does. */
export function findNavPath(pathname: string, items: NavModelItem[] = readBootData().navTree): NavModelItem[] {
  const candidates = items.flatMap((item) => collectPaths(item, []));
  const fitting = candidates.filter((path) => isUnder(pathname, lastUrl(path)));
  // The most specific address wins; of equal ones the deeper item.
  return fitting.sort((left, right) => weigh(right) - weigh(left))[0] ?? findPluginPath(pathname, candidates);
}

/** A page of an app that the navigation does not list belongs to the app's own item. */
function findPluginPath(pathname: string, candidates: NavModelItem[][]): NavModelItem[] {
  const pluginId = /^\/a\/([^/]+)/.exec(pathname)?.[1];
  return candidates.find((path) => path[path.length - 1]?.id === `plugin-page-${pluginId}`) ?? [];
}

/** Home > … > item of the navigation > parents of the page > page, without repeating one. */
export function buildCrumbs(pathname: string, pageNav?: NavModelItem): Crumb[] {
  const crumbs: Crumb[] = [{ text: 'Home', url: '/' }];
  const add = (crumb: Crumb) => {
    const last = crumbs[crumbs.length - 1];
    const isSame = last && stripQuery(last.url) === stripQuery(crumb.url ?? '-');
    if (isSame) {
      crumbs[crumbs.length - 1] = { ...last, ...crumb };
    } else {
      crumbs.push(crumb);
    }
  };
  findNavPath(pathname).forEach(({ text, url }) => text !== 'Home' && add({ text, url }));
  listWithParents(pageNav).forEach(({ text, url, hideFromBreadcrumbs }) => !hideFromBreadcrumbs && add({ text, url }));
  return crumbs;
}

function listWithParents(item: NavModelItem | undefined): NavModelItem[] {
  return item ? [...listWithParents(item.parentItem), item, ...listActiveTab(item)] : [];
}

/** The tab in view is a crumb of its own, but for the first one, which is the page itself. */
function listActiveTab({ children = [] }: NavModelItem): NavModelItem[] {
  return children.filter((tab, index) => tab.active && index > 0);
}

function collectPaths(item: NavModelItem, parents: NavModelItem[]): NavModelItem[][] {
  const path = [...parents, item];
  return [path, ...(item.children ?? []).flatMap((child) => collectPaths(child, path))];
}

function isUnder(pathname: string, url: string): boolean {
  return url !== '/' && url !== '' && (pathname === url || pathname.startsWith(`${url}/`));
}

function weigh(path: NavModelItem[]): number {
  return lastUrl(path).length * 100 + path.length;
}

function lastUrl(path: NavModelItem[]): string {
  return stripQuery(path[path.length - 1]?.url);
}

function stripQuery(url = ''): string {
  return (url.split('?')[0] ?? '').replace(/\/$/, '');
}
