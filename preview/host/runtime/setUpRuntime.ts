import { EventBusSrv, locationUtil, setTimeZoneResolver } from '@grafana/data';
import {
  config,
  type EchoSrv,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setHelpNavItemHook,
  setLocationSrv,
  locationService,
  setMegaMenuOpenHook,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { setPanelDataErrorView } from '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs';
import { setPanelRenderer } from '@grafana/runtime/dist/esm/components/PanelRenderer.mjs';
import { setPluginPage } from '@grafana/runtime/dist/esm/components/PluginPage.mjs';
import { PluginPage } from '../chrome/PluginPage.tsx';
import { usePluginComponent, usePluginComponents, usePluginLinks } from '../extensions/pluginExtensionHooks.ts';
import { PanelDataErrorView } from '../panels/PanelDataErrorView.tsx';
import { PanelRenderer } from '../panels/PanelRenderer.tsx';
import { getCachedPanelPlugin, loadPanelPlugin } from '../panels/panelPlugins.ts';
import { readBootData } from '../bootData.ts';
import { setStreamingFailures } from '../dataSources/tempo/streamingFailures.ts';
import { FetchBackendSrv } from './FetchBackendSrv.ts';
import { HostDataSourceSrv } from './HostDataSourceSrv.ts';
import { HostTemplateSrv } from './HostTemplateSrv.ts';
import { initialiseInternals } from './initialiseInternals.ts';
import { registerFieldOptions } from './registerFieldOptions.ts';
import { registerTransformers } from './registerTransformers.ts';
import { runRequest } from './runRequest.ts';

const CHROME_HEADER_HEIGHT_PX = 40;

/** Gives @grafana/runtime what Grafana's core gives it. Has to be done before any plugin code is loaded. */
export async function setUpRuntime(): Promise<void> {
  setServices();
  setComponents();
  setHooks();
  registerTransformers();
  registerFieldOptions();
  await initialiseInternals();
}

function setServices(): void {
  const { settings, user, preview } = readBootData();
  setStreamingFailures(preview?.streamingFailures ?? {});
  setAppEvents(new EventBusSrv());
  setBackendSrv(new FetchBackendSrv());
  setTemplateSrv(new HostTemplateSrv());
  setDataSourceSrv(new HostDataSourceSrv(settings.datasources, settings.defaultDatasource));
  setRunRequest(runRequest);
  setEchoSrv(new SilentEchoSrv());
  setLocationSrv(locationService);
  setCurrentUser(config.bootData.user);
  setTimeZoneResolver(() => user.timezone || 'browser');
  locationUtil.initialize({
    // Its type in @grafana/data names keys that the runtime's class does not declare.
    config: config as unknown as Parameters<typeof locationUtil.initialize>[0]['config'],
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => ({ from: 'now-6h', to: 'now' }),
  });
}

function setComponents(): void {
  setPluginPage(PluginPage);
  setPanelRenderer(PanelRenderer);
  setPanelDataErrorView(PanelDataErrorView);
  setPluginImportUtils({ importPanelPlugin: loadPanelPlugin, getPanelPluginFromCache: getCachedPanelPlugin });
}

function setHooks(): void {
  setPluginLinksHook(usePluginLinks);
  setPluginComponentHook(usePluginComponent);
  setPluginComponentsHook(usePluginComponents);
  setPluginFunctionsHook(() => ({ isLoading: false, functions: [] }));
  setReturnToPreviousHook(() => () => undefined);
  setChromeHeaderHeightHook(() => CHROME_HEADER_HEIGHT_PX);
  setHelpNavItemHook(() => undefined);
  setMegaMenuOpenHook(() => [true, () => undefined] as const);
}

/** Interaction reports are dropped: the preview sends nothing anywhere. */
class SilentEchoSrv implements EchoSrv {
  flush(): void {
    return undefined;
  }
  addBackend(): void {
    return undefined;
  }
  addEvent(): void {
    return undefined;
  }
}
