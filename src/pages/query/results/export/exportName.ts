import type { QueryQuestion } from '../../../../data';

/**
 * A file name that tells what is inside and sorts by time: `tempo-search_2026-11-22T08-00-00Z_2026-11-22T09-00-00Z.csv`.
 * Colons are not allowed in file names everywhere.
 */
export function exportName({ kind, fromMs, toMs }: QueryQuestion, extension: 'json' | 'csv'): string {
  return `tempo-${kind}_${fileTime(fromMs)}_${fileTime(toMs)}.${extension}`;
}

function fileTime(timeMs: number): string {
  return new Date(timeMs)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
}
