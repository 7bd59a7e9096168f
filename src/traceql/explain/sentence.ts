import { Range } from '../ast';

/**
 * A sentence about a part of a query. Sentences stand in the order of reading; one that has a greater `depth` than the
 * one before says more about it (an indented list). For a pointer over the text, the last sentence whose range holds
 * the offset is the most exact one.
 */
export interface Sentence {
  readonly text: string;
  readonly range: Range;
  readonly depth: number;
}
