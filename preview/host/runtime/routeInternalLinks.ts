import { locationUtil } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';

/** Paths that are files or API answers, not pages. */
const NOT_PAGES = /^\/(api|public|avatar)\//;

/** Clicks on links to pages of Grafana change the route without loading the page again, as Grafana does globally. */
export function routeInternalLinks(root: Document): () => void {
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element | null)?.closest?.('a');
    const path = link && !isHandledElsewhere(event, link) && readInternalPath(link);
    if (path) {
      event.preventDefault();
      locationService.push(path);
    }
  };
  root.addEventListener('click', onClick);
  return () => root.removeEventListener('click', onClick);
}

function isHandledElsewhere(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const wantsNewTab = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  return event.defaultPrevented || wantsNewTab || link.hasAttribute('download') || !['', '_self'].includes(link.target);
}

function readInternalPath(link: HTMLAnchorElement): string | undefined {
  const href = link.getAttribute('href');
  if (!href || href.startsWith('#') || link.origin !== window.location.origin) {
    return undefined;
  }
  const path = locationUtil.stripBaseFromUrl(`${link.pathname}${link.search}${link.hash}`);
  const subPath = config.appSubUrl ?? '';
  return NOT_PAGES.test(path.slice(subPath.length)) ? undefined : path;
}
