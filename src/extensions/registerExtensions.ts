import type { AppPlugin } from '@grafana/data';
import { PLUGIN_BASE_URL, PLUGIN_ID } from '../constants';
import { interpolateTempoQuery } from '../grafana/interpolate';
import { LazyTraceqlBuilder } from './LazyTraceqlBuilder';
import { queryLink, type QueryLinkContext } from './queryLink';

/**
 * What the app adds to the rest of Grafana. Titles and descriptions stand in plugin.json too and must be the same, so
 * they are not translated: in development Grafana refuses an extension that was not declared in these words.
 */
export function registerExtensions(plugin: AppPlugin<{}>): AppPlugin<{}> {
  return plugin
    .addLink<QueryLinkContext>({
      targets: ['grafana/explore/toolbar/action', 'grafana/dashboard/panel/menu'],
      title: 'Open in Tempo Companion',
      description: 'Build, explain and run the TraceQL query in Tempo Companion',
      icon: 'search',
      // Grafana wants a path of this app at registration; `configure` gives the one of the query at hand.
      path: `${PLUGIN_BASE_URL}/query`,
      configure: (context) => {
        const path = queryLink(context, interpolateTempoQuery);
        return path === undefined ? undefined : { path };
      },
    })
    .addLink({
      targets: ['grafana/commandpalette/action'],
      title: 'Query traces with TraceQL',
      description: 'Open the query page of Tempo Companion',
      path: `${PLUGIN_BASE_URL}/query`,
    })
    .exposeComponent({
      id: `${PLUGIN_ID}/traceql-builder/v1`,
      title: 'TraceQL builder',
      description: 'Builds a TraceQL query by mouse and keyboard',
      component: LazyTraceqlBuilder,
    });
}
