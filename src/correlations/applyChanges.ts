import type { SettingChange } from './contract';
import { asObject, type JsonObject } from './settings/readJson';

/** A copy of the settings with the changes made, one after the other. Objects and lists on the way are copied or made. */
export function applyChanges(jsonData: JsonObject, changes: readonly SettingChange[]): JsonObject {
  return changes.reduce<JsonObject>(
    (changed, { path, value }) => asObject(setAt(changed, path, value)) ?? changed,
    jsonData
  );
}

function setAt(target: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value;
  }
  if (Array.isArray(target) && /^\d+$/.test(key)) {
    return setInList(target, Number(key), rest, value);
  }
  const object = asObject(target) ?? {};
  const next = setAt(object[key], rest, value);
  const others = Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  // A key that is there keeps its place.
  return next === undefined
    ? others
    : key in object
      ? Object.fromEntries(Object.entries(object).map(([name, old]) => [name, name === key ? next : old]))
      : { ...others, [key]: next };
}

function setInList(list: readonly unknown[], index: number, rest: readonly string[], value: unknown): unknown[] {
  if (index >= list.length) {
    return [...list, setAt(undefined, rest, value)];
  }
  const next = setAt(list[index], rest, value);
  return list.flatMap((item, at) => (at !== index ? [item] : next === undefined ? [] : [next]));
}
