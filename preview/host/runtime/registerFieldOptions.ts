import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type FieldConfigPropertyItem,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  type StandardEditorsRegistryItem,
  standardFieldConfigEditorRegistry,
  stringOverrideProcessor,
  ThresholdsMode,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

const NO_EDITOR = () => null;

/** Editors are never shown in the preview, but options are declared through them. */
const EDITOR_IDS = [
  'text',
  'number',
  'slider',
  'boolean',
  'radio',
  'select',
  'multi-select',
  'unit',
  'links',
  'actions',
  'stats-picker',
  'strings',
  'timezone',
  'color',
  'fieldColor',
  'mappings',
  'thresholds',
  'field-name',
  'dashboard-uid',
  'string',
];

/** Standard options of a field (unit, min, thresholds, links, …): without them a panel ignores them. */
export function registerFieldOptions(): void {
  standardFieldConfigEditorRegistry.setInit(() => buildStandardOptions());
  standardEditorsRegistry.setInit(() =>
    EDITOR_IDS.map((id): StandardEditorsRegistryItem => ({ id, name: id, editor: NO_EDITOR }))
  );
}

function buildStandardOptions(): FieldConfigPropertyItem[] {
  const expandable = { settings: { expandTemplateVars: true } };
  return [
    buildOption('displayName', displayNameOverrideProcessor, expandable),
    buildOption('description', stringOverrideProcessor, expandable),
    buildOption('unit', unitOverrideProcessor),
    buildOption('min', numberOverrideProcessor),
    buildOption('max', numberOverrideProcessor),
    buildOption('fieldMinMax', booleanOverrideProcessor),
    buildOption('decimals', numberOverrideProcessor),
    buildOption('noValue', stringOverrideProcessor),
    buildOption('filterable', booleanOverrideProcessor),
    buildOption('mappings', valueMappingsOverrideProcessor, { defaultValue: [] }),
    buildOption('thresholds', thresholdsOverrideProcessor, { defaultValue: DEFAULT_THRESHOLDS }),
    buildOption('links', dataLinksOverrideProcessor, { getItemsCount: countItems }),
    buildOption('actions', identityOverrideProcessor, { getItemsCount: countItems }),
    buildOption('color', identityOverrideProcessor),
  ];
}

const DEFAULT_THRESHOLDS = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

function countItems(items?: unknown[]): number {
  return items?.length ?? 0;
}

function buildOption(
  id: string,
  process: FieldConfigPropertyItem['process'],
  more: Partial<FieldConfigPropertyItem> = {}
): FieldConfigPropertyItem {
  return {
    id,
    path: id,
    name: id,
    process,
    editor: NO_EDITOR,
    override: NO_EDITOR,
    shouldApply: () => true,
    ...more,
  };
}
