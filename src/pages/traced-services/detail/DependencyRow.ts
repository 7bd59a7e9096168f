import type { RedRow } from '../../../signals/traced';

/** A dependency as a row of numbers. A service may depend on another in more than one way. */
export interface DependencyRow extends RedRow {
  readonly other: string;
  readonly connection: string;
}
