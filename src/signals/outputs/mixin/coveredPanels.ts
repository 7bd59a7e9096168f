/** Panels of one row of a dashboard of the tempo-mixin, and what we have for them. */
export interface CoveredPanels {
  /** Empty where the dashboard has no rows. */
  row: string;
  panels: string[];
  releases: ReadonlyArray<'2.6.1' | '3.0.3'>;
  /** Ids of our signals that answer the same question. None: the note says why. */
  signals: string[];
  note?: string;
}

export const BOTH = ['2.6.1', '3.0.3'] as const;

export const GATEWAY =
  'Selects the gateway of Grafana Labs (cortex-gw), which no other install has: always empty. The query-frontend and the distributor measure the same requests.';

export const KUBERNETES = 'From cAdvisor and kube-state-metrics, not from Tempo; dashboards for Kubernetes have it.';
