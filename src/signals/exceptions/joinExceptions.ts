import type { ExceptionRow } from './exceptionRow';

/**
 * Rows that were counted with the messages of those that were sampled; and those that only the sample has, which Tempo 2.x
 * leaves out of counts where its generator keeps server spans alone (`filter_server_spans`). The most frequent first.
 */
export function joinExceptions(counted: readonly ExceptionRow[], sampled: readonly ExceptionRow[]): ExceptionRow[] {
  const samples = new Map(sampled.map((row) => [row.key, row]));
  const known = new Set(counted.map(({ key }) => key));
  const joined = counted.map((row): ExceptionRow => {
    const sample = samples.get(row.key);
    return sample ? { ...row, sampled: sample.sampled, messages: sample.messages } : row;
  });
  const onlySampled = sampled.filter(({ key }) => !known.has(key));
  return [...joined, ...onlySampled].sort(compareRows);
}

function compareRows(a: ExceptionRow, b: ExceptionRow): number {
  return (b.count ?? b.sampled) - (a.count ?? a.sampled) || a.type.localeCompare(b.type);
}
