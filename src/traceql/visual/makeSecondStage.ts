import type { SecondStage } from '../ast';
import { NO_RANGE } from '../edits';

/** A second stage by its name (`topk`, `bottomk`; `threshold` for a comparison), with a value to begin with. */
export function makeSecondStage(name: string): SecondStage {
  if (name === 'topk' || name === 'bottomk') {
    const limit = { kind: 'int', text: '10', value: 10, range: NO_RANGE } as const;
    return { kind: 'top-bottom', function: name, limit, range: NO_RANGE };
  }
  const value = { kind: 'int', text: '0', value: 0, range: NO_RANGE } as const;
  return { kind: 'metrics-filter', operator: '>', value, range: NO_RANGE };
}
