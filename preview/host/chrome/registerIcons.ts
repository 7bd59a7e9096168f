import packagedIcons from 'virtual:grafana-icons';
import { cacheStore } from 'react-inlinesvg';

/** Icons that pages use and the npm package leaves out, in the 24 x 24 grid of the others. Drawn for the preview. */
const STROKES_BY_NAME: Record<string, string> = {
  'unicons/spinner': 'M12 3a9 9 0 1 0 9 9',
  'unicons/angle-double-left': 'M18 7l-5 5 5 5M11 7l-5 5 5 5',
  'unicons/angle-double-up': 'M7 18l5-5 5 5M7 11l5-5 5 5',
  'unicons/web-section-alt': 'M3 5h18v14H3zM9 5v14',
  'unicons/expand-arrows': 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  'unicons/expand-arrows-alt': 'M4 9V4h5M20 15v5h-5M4 4l16 16',
  'unicons/compress-arrows': 'M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5',
  'unicons/enter': 'M20 5v7H5M9 8l-4 4 4 4',
  'unicons/sync-slash': 'M4 12a8 8 0 0 1 13-6M20 12a8 8 0 0 1-13 6M3 3l18 18',
  'unicons/text-fields': 'M3 6h11M8.500 6v13M14 12h7M17.500 12v7',
  'unicons/check-square': 'M4 4h16v16H4zM8 12l3 3 5-6',
  'unicons/circle-mono': 'M12 4a8 8 0 1 0 .1 0z',
  'mono/circle-mono': 'M12 4a8 8 0 1 0 .1 0z',
  'unicons/docker': 'M3 11h18c0 5-4 8-9 8s-9-3-9-8zM6 11V8h3v3M10 11V8h3v3M10 7V4h3v3M14 11V8h3v3',
  'unicons/file-download': 'M6 3h8l5 5v13H6zM12 10v7M9 14l3 3 3-3',
  'unicons/heart-rate': 'M2 12h5l3-7 4 14 3-7h5',
  'unicons/pause-circle': 'M12 3a9 9 0 1 0 .1 0zM10 9v6M14 9v6',
  'unicons/thumbs-up': 'M4 11h3v9H4zM7 11l4-8c2 0 3 2 2 4l-1 3h7l-2 10H7',
  'unicons/wrench': 'M14 7a5 5 0 0 1 7-3l-3 3 1 2 2-3a5 5 0 0 1-7 6L6 20l-2-2 8-8a5 5 0 0 1 2-3',
  'unicons/lightbulb-alt': 'M9 17a7 7 0 1 1 6 0v1H9zM10 21h4',
  'custom/gf-pin': 'M9 3h6l-1 7 3 4H7l3-4zM12 14v7',
};

/**
 * Fills the cache that @grafana/ui's icon component reads before it asks the server, as Grafana does. It is more than
 * speed: an icon whose request is cancelled by a change of its name is never drawn.
 */
export function registerIcons(publicPath: string): void {
  const drawn = Object.entries(STROKES_BY_NAME).map(([name, strokes]) => [name, renderIcon(strokes)] as const);
  for (const [name, content] of [...drawn, ...Object.entries(packagedIcons)]) {
    cacheStore.set(`${publicPath}build/img/icons/${name}.svg`, { content, status: 'loaded' });
  }
}

function renderIcon(strokes: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" stroke="currentColor" ` +
    `stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="${strokes}"/></svg>`
  );
}
