import type { DiffLine } from '../../correlations';

/** A line of a difference, or many that are the same and are not shown. */
export type DiffPart = DiffLine | { readonly kind: 'folded'; readonly lines: number };

/** How many lines around a change show where it is. */
const AROUND = 3;

/** A difference without what is far from any change. */
export function foldDiff(lines: readonly DiffLine[]): DiffPart[] {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== 'same')
  );
  const parts: DiffPart[] = [];
  let folded = 0;
  const fold = () => {
    if (folded > 0) {
      parts.push({ kind: 'folded', lines: folded });
      folded = 0;
    }
  };
  lines.forEach((line, index) => {
    if (isNear[index]) {
      fold();
      parts.push(line);
    } else {
      folded++;
    }
  });
  fold();
  return parts;
}
