/** The id of the element around a panel. Signals' ids hold dots, which are fine in an id, if not in a selector. */
export function panelElementId(key: string): string {
  return `panel-${key}`;
}
