import {
  type FieldConfigEditorBuilder,
  identityOverrideProcessor,
  PanelPlugin,
  type PanelPluginMeta,
  type PanelProps,
  PluginType,
  type SetFieldConfigOptionsArgs,
} from '@grafana/data';
import type { ComponentType } from 'react';
import { readBootData } from '../bootData.ts';

const NO_EDITOR = () => null;

export interface PanelDefinition {
  id: string;
  name: string;
  component: ComponentType<PanelProps>;
  /** Defaults of panel options, by dotted path. */
  options?: Record<string, unknown>;
  /** Defaults of the panel's own field options (`custom`), by dotted path. */
  fieldOptions?: Record<string, unknown>;
  standardOptions?: SetFieldConfigOptionsArgs['standardOptions'];
  noPadding?: boolean;
  /** The panel draws annotations, exemplars among them; otherwise scenes leave them out. */
  hasAnnotations?: boolean;
  /** The panel shows no query result (text). */
  skipDataQuery?: boolean;
}

/** A panel plugin with the option defaults that Grafana's plugin of the same id has. */
export function buildPanelPlugin(definition: PanelDefinition): PanelPlugin {
  const { component, options = {}, fieldOptions = {}, standardOptions, noPadding, hasAnnotations = false } = definition;
  const plugin = new PanelPlugin(component);
  plugin.meta = buildMeta(definition);
  plugin.useFieldConfig({
    standardOptions,
    useCustomConfig: (builder) => addFieldOptions(builder, fieldOptions),
  });
  plugin.setPanelOptions((builder) => {
    for (const [path, defaultValue] of Object.entries(options)) {
      builder.addCustomEditor({ id: path, path, name: path, defaultValue, editor: NO_EDITOR });
    }
  });
  plugin.setDataSupport({ annotations: hasAnnotations, alertStates: false });
  if (noPadding) {
    plugin.setNoPadding();
  }
  return plugin;
}

function addFieldOptions(builder: FieldConfigEditorBuilder<object>, defaults: Record<string, unknown>): void {
  for (const [path, defaultValue] of Object.entries(defaults)) {
    builder.addCustomEditor<unknown, unknown>({
      id: path,
      // The builder types paths by the keys of a concrete options type; here they are data.
      path: path as never,
      name: path,
      defaultValue,
      editor: NO_EDITOR,
      override: NO_EDITOR,
      process: identityOverrideProcessor,
      shouldApply: () => true,
    });
  }
}

function buildMeta({ id, name, skipDataQuery = false }: PanelDefinition): PanelPluginMeta {
  return {
    id,
    name,
    type: PluginType.panel,
    module: `core:plugin/${id}`,
    baseUrl: `public/app/plugins/panel/${id}`,
    sort: 100,
    skipDataQuery,
    info: {
      version: readBootData().settings.buildInfo.version,
      author: { name: 'Preview host' },
      description: '',
      links: [],
      logos: { small: '', large: '' },
      screenshots: [],
      updated: '',
    },
  };
}
