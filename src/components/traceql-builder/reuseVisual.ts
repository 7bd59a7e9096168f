import { renderExpression, renderStage, type Expression, type Stage } from '../../traceql';

/**
 * The new form with the objects of the old one wherever they say the same, so that only rows that changed are drawn
 * again: the tree is parsed anew after every edit. Ranges are not compared.
 */
export function reuseVisual<T>(before: unknown, next: T): T {
  if (before === next || typeof next !== 'object' || next === null || typeof before !== 'object' || before === null) {
    return next;
  }
  if (Array.isArray(next)) {
    return Array.isArray(before) ? reuseList(before, next) : next;
  }
  return reuseObject(before as Record<string, unknown>, next as Record<string, unknown>) as T;
}

function reuseList<T>(before: readonly unknown[], next: T & readonly unknown[]): T {
  const mixed = next.map((item, index) => reuseVisual(before[index], item));
  const isSame = before.length === mixed.length && mixed.every((item, index) => item === before[index]);
  return (isSame ? before : mixed) as T;
}

function reuseObject(before: Record<string, unknown>, next: Record<string, unknown>): unknown {
  const keys = Object.keys(next).filter((key) => key !== 'range');
  const mixed: Record<string, unknown> = { ...next };
  let isSame = Object.keys(before).filter((key) => key !== 'range').length === keys.length;
  for (const key of keys) {
    const value = saysTheSame(key, before[key], next[key]) ? before[key] : reuseVisual(before[key], next[key]);
    mixed[key] = value;
    isSame &&= value === before[key];
  }
  return isSame ? before : mixed;
}

/** Parts of the tree that may be of any depth are compared by their text. */
function saysTheSame(key: string, before: unknown, next: unknown): boolean {
  if (!before || !next) {
    return false;
  }
  if (key === 'expression' || key === 'argument') {
    return renderExpression(before as Expression) === renderExpression(next as Expression);
  }
  return key === 'stage' && renderStage(before as Stage) === renderStage(next as Stage);
}
