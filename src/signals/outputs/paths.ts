/** Where the app's pages are, below the root of Grafana. */
export const APP_PATH = '/a/tempo-companion-app';

/** The runbooks on the web: what alerts link to. The only place that knows where the project is published. */
export const RUNBOOKS_URL = 'https://github.com/tempo-companion/tempo-companion-app/blob/main/docs/runbooks';

/** The live panel of a signal, as a path below the root of Grafana. */
export function panelPath(signalId: string): string {
  const [chapter = ''] = signalId.split('.');
  return `${APP_PATH}/${chapter}?panel=${signalId}`;
}
