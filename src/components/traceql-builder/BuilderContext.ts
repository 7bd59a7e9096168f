import { createContext, useContext } from 'react';
import type { TraceqlSuggestions } from '../../data/suggestions/traceqlSuggestions';
import type { Fix, Query } from '../../traceql';
import type { FieldIndex } from './fieldIndex';
import type { PartMarksStore } from './PartMarksStore';

export interface EditOptions {
  /** What screen readers are told; for what is added, removed and moved. */
  readonly say?: string;
  /** Which control gets the focus afterwards: the `data-focus` of something around it; the first that exists. */
  readonly focus?: readonly string[];
}

/** What all parts of the builder share. Stays the same object while someone types. */
export interface Builder {
  readonly tempo: string;
  readonly disabled: boolean;
  readonly suggestions: TraceqlSuggestions;
  readonly marks: PartMarksStore;
  /** The tree as last edited, for what is computed only on demand. */
  getQuery(): Query;
  /** Changes the tree; nothing happens where `change` gives the very tree it was given. */
  edit(change: (query: Query) => Query, options?: EditOptions): void;
  fix(fix: Fix): void;
  say(message: string): void;
  focus(targets: readonly string[]): void;
  /** Makes an edit out of what was left in a box: the focus stays where the user has gone. */
  whileLeaving(edit: () => void): void;
  /** The fields that can be chosen; asks for attributes. Without them there are the built-in fields. */
  loadFields(signal: AbortSignal): Promise<FieldIndex>;
  /** Those that have been asked for already. */
  knownFields(): FieldIndex | null;
}

const BuilderContext = createContext<Builder | null>(null);

export const BuilderProvider = BuilderContext.Provider;

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) {
    throw new Error('Parts of the TraceQL builder stand within one.');
  }
  return builder;
}
