import { dateTime, isDateTime } from '@grafana/data';

/**
 * A view of an object that cannot be changed: assigning throws in strict code, as with the contexts that Grafana gives
 * to extensions. Dates are copies, because they change themselves. Source: Grafana 12.3,
 * public/app/features/plugins/extensions/utils.tsx, `getReadOnlyProxy`.
 */
export function toReadOnly<T extends object>(value: T): T {
  const known = new WeakMap<object, object>();
  const wrap = <O extends object>(object: O): O =>
    new Proxy(object, {
      defineProperty: () => false,
      deleteProperty: () => false,
      isExtensible: () => false,
      set: () => false,
      get(target, property, receiver) {
        const found: unknown = Reflect.get(target, property, receiver);
        if (isDateTime(found)) {
          return dateTime(found);
        }
        if (typeof found !== 'object' || found === null) {
          return found;
        }
        const wrapped = known.get(found) ?? wrap(found);
        known.set(found, wrapped);
        return wrapped;
      },
    });
  return wrap(value);
}
