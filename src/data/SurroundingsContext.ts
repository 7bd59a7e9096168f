import { createContext, useContext } from 'react';
import type { Capabilities } from '../tempo';
import type { DataSourceChoice } from './chooseDataSources';

/** What a page is about: the data sources chosen, and what they turned out to be. */
export interface Surroundings extends DataSourceChoice {
  capabilities: Capabilities;
}

export const SurroundingsContext = createContext<Surroundings | undefined>(undefined);

/** The discovered surroundings. Pages are rendered only once they are known. */
export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) {
    throw new Error('This page was rendered outside of the app');
  }
  return surroundings;
}
