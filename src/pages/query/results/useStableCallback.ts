import { useCallback } from 'react';
import { useLatest } from '../../../data';

/**
 * The callback as a function that stays the same: what takes it is not rendered again because its parent was. Not to be
 * called while rendering.
 */
export function useStableCallback<Arguments extends readonly unknown[]>(
  callback: (...args: Arguments) => void
): (...args: Arguments) => void {
  const latest = useLatest(callback);
  return useCallback((...args: Arguments) => latest.current(...args), [latest]);
}
