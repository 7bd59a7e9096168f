import {
  type DataTransformerInfo,
  standardTransformers,
  standardTransformersRegistry,
  type TransformerRegistryItem,
} from '@grafana/data';

const NO_EDITOR = () => null;

/** Transformations that @grafana/data carries; Grafana adds a few of its own that are not on npm. */
export function registerTransformers(): void {
  standardTransformersRegistry.setInit(() => {
    // Two names share one implementation (and id), which a registry refuses.
    const byId = new Map<string, DataTransformerInfo>();
    for (const transformer of Object.values(standardTransformers)) {
      byId.set(transformer.id, transformer as DataTransformerInfo);
    }
    return [...byId.values()].map(buildItem);
  });
}

function buildItem(transformer: DataTransformerInfo): TransformerRegistryItem {
  const { id, name, description, operator, defaultOptions } = transformer;
  // Libraries before 13 use the object itself, later ones a function that loads it: this is both.
  const transformation = Object.assign(async () => transformer, { id, operator, defaultOptions });
  return { id, name, description, defaultOptions, transformation, editor: NO_EDITOR, imageDark: '', imageLight: '' };
}
