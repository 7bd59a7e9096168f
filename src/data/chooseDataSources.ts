import type { DataSource, PluginSettings } from '../grafana';

/** What a page shows and asks. Undefined where the instance has none of the kind. */
export interface DataSourceChoice {
  tempo: DataSource | undefined;
  metrics: DataSource | undefined;
}

interface ChoiceInput {
  tempos: readonly DataSource[];
  prometheuses: readonly DataSource[];
  /** What the URL asks for. A uid that does not exist (an old link) counts as none. */
  requested: { tempo?: string; metrics?: string };
  settings: PluginSettings;
}

/**
 * Which Tempo and which Prometheus a page opens with: the URL's, else the configuration page's, else (Prometheus) what
 * the Tempo data source's service map uses, else the default one of Grafana, else the first.
 */
export function chooseDataSources({ tempos, prometheuses, requested, settings }: ChoiceInput): DataSourceChoice {
  const tempo = firstKnown(tempos, requested.tempo, settings.tempoUid) ?? defaultOf(tempos);
  const metrics =
    firstKnown(prometheuses, requested.metrics, settings.metricsUid, tempo?.serviceMapUid) ?? defaultOf(prometheuses);
  return { tempo, metrics };
}

function firstKnown(sources: readonly DataSource[], ...uids: Array<string | undefined>): DataSource | undefined {
  for (const uid of uids) {
    const found = uid && sources.find((source) => source.uid === uid);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function defaultOf(sources: readonly DataSource[]): DataSource | undefined {
  return sources.find((source) => source.isDefault) ?? sources[0];
}
