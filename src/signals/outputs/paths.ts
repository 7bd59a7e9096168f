/** Where the app's pages are, below the root of Grafana. */
export const APP_PATH = '/a/tempo-companion-app';

/** Where things are that alerts link to, and that only who runs them can know. */
export interface Places {
  /**
   * Where docs/runbooks is published, without a slash at the end. Without it rules have no `runbook_url`: the project has
   * no address of its own, and a relative one cannot be opened from an e-mail. The steps stand in the annotation `runbook`.
   */
  runbooksUrl?: string;
  /**
   * Grafana's own address, without a slash at the end, for Prometheus' rules. Without it their `panel` is a path below
   * Grafana's root. Grafana's rules need none: it fills in its own.
   */
  grafanaUrl?: string;
}

/** The live panel of a signal, as a path below the root of Grafana. */
export function panelPath(signalId: string): string {
  const [chapter = ''] = signalId.split('.');
  return `${APP_PATH}/${chapter}?panel=${signalId}`;
}
