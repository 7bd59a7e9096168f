/** The rows with a part in their name, whatever its case. */
export function filterByName<Row extends { readonly name: string }>(
  rows: readonly Row[],
  part: string
): readonly Row[] {
  const wanted = part.trim().toLowerCase();
  return wanted === '' ? rows : rows.filter(({ name }) => name.toLowerCase().includes(wanted));
}
