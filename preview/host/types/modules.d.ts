/* Modules without types, and files of the Grafana packages that their `exports` do not list. */

declare module 'virtual:grafana-icons' {
  const icons: Record<string, string>;
  export default icons;
}

declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';
declare module '@fontsource/*';
declare module 'slate';
declare module 'slate-react';
declare module 'slate-plain-serializer';
declare module 'prismjs';
declare module 'jquery';
declare module 'redux';

declare module 'react-router-dom-v5' {
  type Props = import('react').PropsWithChildren<{ history: import('history').History }>;
  export const Router: import('react').ComponentType<Props>;
}

declare module '@grafana/runtime/dist/esm/components/PluginPage.mjs' {
  export function setPluginPage(component: import('@grafana/runtime').PluginPageType): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelRenderer.mjs' {
  type Renderer = import('react').ComponentType<import('@grafana/runtime').PanelRendererProps>;
  export function setPanelRenderer(renderer: Renderer): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs' {
  type View = import('react').ComponentType<import('@grafana/runtime').PanelDataErrorViewProps>;
  export function setPanelDataErrorView(view: View): void;
}

declare module '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginLinks.mjs' {
  export function setGetObservablePluginLinks(
    getLinks: typeof import('../extensions/pluginExtensionHooks.ts').observePluginLinks
  ): void;
}

declare module '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginComponents.mjs' {
  export function setGetObservablePluginComponents(
    getComponents: typeof import('../extensions/pluginExtensionHooks.ts').observePluginComponents
  ): void;
}

declare module '@grafana/runtime/dist/esm/services/dataSource/settings.mjs' {
  type Settings = Record<string, import('@grafana/data').DataSourceInstanceSettings>;
  export function initDataSourceInstanceSettings(settings: Settings, defaultName: string): void;
}

declare module '@grafana/runtime/dist/esm/services/dataSource/dataSource.mjs' {
  type DataSourceClass = new (
    settings: import('@grafana/data').DataSourceInstanceSettings
  ) => import('@grafana/data').DataSourceApi;
  type Importer = (
    meta: import('@grafana/data').DataSourcePluginMeta
  ) => Promise<{ DataSourceClass: DataSourceClass; components: object }>;
  export function setDataSourcePluginImporter(importer: Importer): void;
}

declare module '@grafana/i18n/dist/esm/i18n.mjs' {
  export function initializeI18n(options: { language: string; ns: string[] }): Promise<{ language?: string }>;
}
