import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaDataUnstable from '@grafana/data/unstable';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaRuntimeUnstable from '@grafana/runtime/unstable';
import * as grafanaUi from '@grafana/ui';
import * as grafanaUiUnstable from '@grafana/ui/unstable';
import * as i18next from 'i18next';
import * as lodash from 'lodash';
// Plugins get the library itself, as from Grafana.
// eslint-disable-next-line no-restricted-imports
import * as moment from 'moment';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as reactInlineSvg from 'react-inlinesvg';
import * as reactJsxRuntime from 'react/jsx-runtime';
import * as routerV5 from 'react-router-dom-v5';
import * as routerCompat from 'react-router-dom-v5-compat';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

type Namespace = object & { default?: unknown };

/** ES modules, and the modules that Grafana's own bundle makes into ES modules. */
const ES_MODULES: Record<string, Namespace> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/data/unstable': grafanaDataUnstable,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/runtime/unstable': grafanaRuntimeUnstable,
  '@grafana/ui': grafanaUi,
  '@grafana/ui/unstable': grafanaUiUnstable,
  i18next,
  'react-inlinesvg': reactInlineSvg,
  'react-router': routerCompat,
  'react-router-dom': routerV5,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

/** CommonJS modules: a plugin gets `module.exports` itself. */
const COMMONJS_MODULES: Record<string, Namespace> = {
  lodash,
  moment,
  react,
  'react-dom': reactDom,
  'react/jsx-runtime': reactJsxRuntime,
};

/** Shared by Grafana but rarely needed: loaded when a plugin asks for them. */
const LAZY_MODULES: Record<string, () => Promise<Namespace>> = {
  jquery: () => import('jquery'),
  prismjs: () => import('prismjs'),
  'react/jsx-dev-runtime': () => import('react/jsx-dev-runtime'),
  'react-redux': () => import('react-redux'),
  redux: () => import('redux'),
  slate: () => import('slate'),
  'slate-plain-serializer': () => import('slate-plain-serializer'),
  'slate-react': () => import('slate-react'),
};

const NOT_IN_PREVIEW = ['d3', 'emotion', '@grafana/slate-react', '@kusto/monaco-kusto', 'angular'];

/**
 * Offers plugins exactly the modules that Grafana 12.3.0 shares. Call it after everything has been set in
 * @grafana/runtime: some of its exports are replaced by `set…` calls, and SystemJS copies their values here.
 */
export function registerSharedModules(): void {
  const imports: Record<string, string> = {};
  const name = (specifier: string) => (imports[specifier] = `package:${specifier}`);

  for (const [specifier, namespace] of Object.entries(ES_MODULES)) {
    System.set(name(specifier), { ...namespace });
  }
  for (const [specifier, namespace] of Object.entries(COMMONJS_MODULES)) {
    System.set(name(specifier), asCommonJs(namespace));
  }
  for (const [specifier, load] of Object.entries(LAZY_MODULES)) {
    registerLazy(name(specifier), async () => asCommonJs(await load()));
  }
  for (const specifier of NOT_IN_PREVIEW) {
    registerLazy(name(specifier), () => {
      throw new Error(`The shared module "${specifier}" is not part of the preview.`);
    });
  }
  System.addImportMap({ imports });
}

/** `__useDefault` tells SystemJS' AMD loader to pass `module.exports` on instead of a namespace. */
function asCommonJs(namespace: Namespace): Namespace & { __useDefault: boolean } {
  const moduleExports = namespace.default ?? namespace;
  return { ...namespace, default: moduleExports, __useDefault: true };
}

function registerLazy(moduleId: string, load: () => Promise<object> | never): void {
  System.register(moduleId, [], (exportValue) => ({
    execute: async () => {
      exportValue((await load()) as Record<string, unknown>);
    },
  }));
}
