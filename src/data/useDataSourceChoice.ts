import { locationService } from '@grafana/runtime';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { listMetricsDataSources, listTempoDataSources, type DataSource } from '../grafana';
import { chooseDataSources, type DataSourceChoice } from './chooseDataSources';
import { usePluginSettings } from './PluginSettingsContext';

/** Query parameters that hold the choice, so that a link opens the same view. */
const TEMPO_PARAMETER = 'tempo';
const METRICS_PARAMETER = 'metrics';

interface DataSourceChoiceState extends DataSourceChoice {
  tempos: readonly DataSource[];
  prometheuses: readonly DataSource[];
  chooseTempo(uid: string): void;
  chooseMetrics(uid: string): void;
}

/** The data sources of the page, and how to change them. The choice lives in the URL. */
export function useDataSourceChoice(): DataSourceChoiceState {
  const settings = usePluginSettings();
  const { search } = useLocation();
  return useMemo(() => {
    const parameters = new URLSearchParams(search);
    const tempos = listTempoDataSources();
    const prometheuses = listMetricsDataSources();
    const requested = {
      tempo: parameters.get(TEMPO_PARAMETER) ?? undefined,
      metrics: parameters.get(METRICS_PARAMETER) ?? undefined,
    };
    return {
      ...chooseDataSources({ tempos, prometheuses, requested, settings }),
      tempos,
      prometheuses,
      chooseTempo: (uid: string) => locationService.partial({ [TEMPO_PARAMETER]: uid }),
      chooseMetrics: (uid: string) => locationService.partial({ [METRICS_PARAMETER]: uid }),
    };
  }, [search, settings]);
}
