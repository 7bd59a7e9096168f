import type { DiffLine } from './contract';

/** The lines of both texts in order, told apart: as many as possible stay the same. Meant for files of some hundred lines. */
export function diffLines(before: string, after: string): DiffLine[] {
  const from = before.split('\n');
  const to = after.split('\n');
  const common = commonLengths(from, to);
  const lines: DiffLine[] = [];
  let at = 0;
  let next = 0;
  while (at < from.length || next < to.length) {
    const [old, now] = [from[at], to[next]];
    if (old !== undefined && old === now) {
      lines.push({ kind: 'same', text: old });
      at++;
      next++;
    } else if (
      old !== undefined &&
      (now === undefined || lengthAt(common, at + 1, next) >= lengthAt(common, at, next + 1))
    ) {
      lines.push({ kind: 'removed', text: old });
      at++;
    } else {
      lines.push({ kind: 'added', text: now ?? '' });
      next++;
    }
  }
  return lines;
}

/** The number of lines that the rests of both texts have in common, by the places where the rests begin. */
function commonLengths(from: readonly string[], to: readonly string[]): number[][] {
  const lengths: number[][] = Array.from({ length: from.length + 1 }, () => new Array<number>(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--) {
    const row = lengths[i];
    for (let j = to.length - 1; row && j >= 0; j--) {
      row[j] =
        from[i] === to[j]
          ? lengthAt(lengths, i + 1, j + 1) + 1
          : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
    }
  }
  return lengths;
}

function lengthAt(lengths: readonly number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
