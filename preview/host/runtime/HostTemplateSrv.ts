import type { ScopedVars, TimeRange, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv, VariableInterpolation } from '@grafana/runtime';
import { type CustomVariableValue, sceneGraph, type SceneObject } from '@grafana/scenes';

type Format = string | Function;
type SceneFormat = Parameters<typeof sceneGraph.interpolate>[3];

const VARIABLE_PATTERN = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/**
 * Interpolation for code that does not know scenes. Variables live in the scene tree: as in Grafana, the scene
 * object that a request carries in its scoped variables (or else the active scene) answers.
 */
export class HostTemplateSrv implements TemplateSrv {
  getVariables(): TypedVariableModel[] {
    return [];
  }

  replace(target = '', scopedVars?: ScopedVars, format?: Format, interpolations?: VariableInterpolation[]): string {
    const scene = findScene(scopedVars);
    if (scene) {
      return sceneGraph.interpolate(scene, target, scopedVars, format as SceneFormat, interpolations);
    }
    return target.replace(VARIABLE_PATTERN, (match, ...groups: Array<string | undefined>) => {
      const [bare, bracketed, bracketFormat, braced, fieldPath, braceFormat] = groups;
      const value = readScopedValue(scopedVars, bare ?? bracketed ?? braced ?? '', fieldPath);
      return value === undefined ? match : formatValue(value, braceFormat ?? bracketFormat ?? format);
    });
  }

  containsTemplate(target?: string): boolean {
    return target !== undefined && new RegExp(VARIABLE_PATTERN.source).test(target);
  }

  updateTimeRange(range: TimeRange): void {
    void range; // The scene's own time range answers __from and __to.
  }
}

function findScene(scopedVars?: ScopedVars): SceneObject | undefined {
  const carried = scopedVars?.__sceneObject?.value as SceneObject | { valueOf(): SceneObject } | undefined;
  const active = (window as { __grafanaSceneContext?: SceneObject }).__grafanaSceneContext;
  const scene = (carried?.valueOf() as SceneObject | undefined) ?? active;
  return scene?.isActive || carried ? scene : undefined;
}

function readScopedValue(scopedVars: ScopedVars | undefined, name: string, fieldPath?: string): unknown {
  const value: unknown = scopedVars?.[name]?.value;
  return fieldPath && typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[fieldPath]
    : value;
}

function formatValue(value: unknown, format?: Format | CustomVariableValue): string {
  if (typeof format === 'function') {
    return String(format(value, {}, undefined));
  }
  if (!Array.isArray(value)) {
    return String(value);
  }
  switch (format) {
    case 'csv':
      return value.join(',');
    case 'pipe':
      return value.join('|');
    case 'json':
      return JSON.stringify(value);
    case 'regex':
      return `(${value.join('|')})`;
    default:
      return `{${value.join(',')}}`;
  }
}
