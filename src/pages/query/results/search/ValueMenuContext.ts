import { createContext, useContext } from 'react';
import type { AttributeType, AttributeValue } from '../../../../tempo';

/** A value that can be acted on. */
export interface ValueTarget {
  /** What is copied. */
  readonly text: string;
  /** What a filter on the value needs; undefined where none is possible. */
  readonly filter?: FilterTarget;
}

export interface FilterTarget {
  /** TraceQL text of the field. */
  readonly field: string;
  readonly value: AttributeValue;
  readonly type: AttributeType;
}

type OpenValueMenu = (target: ValueTarget, anchor: HTMLElement) => void;

/** Opens the menu of a value. One menu serves all cells: one each would make long tables slow. */
export const ValueMenuContext = createContext<OpenValueMenu>(() => undefined);

export function useValueMenu(): OpenValueMenu {
  return useContext(ValueMenuContext);
}
