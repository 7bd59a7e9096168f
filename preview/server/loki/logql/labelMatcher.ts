import { EvaluationError } from '../../tempo/evaluate/errors';
import { compileRegex as compileGoRegex } from '../../tempo/evaluate/goRegex';
import { parseError, type Matcher } from './logQl';

export interface Regex {
  test(text: string): boolean;
}

/** @throws LogQlError where it is none */
export function compileRegex(pattern: string, anchored: boolean): Regex {
  try {
    const compiled = compileGoRegex(pattern, anchored);
    return { test: (text) => compiled.matches(text) };
  } catch (error) {
    if (error instanceof EvaluationError) {
      throw parseError(error.message);
    }
    throw error;
  }
}

/** Whether the value of a label, empty where there is none, is as the matcher wants it. */
export function compileMatcher({ operator, value }: Matcher): (label: string) => boolean {
  switch (operator) {
    case '=':
      return (label) => label === value;
    case '!=':
      return (label) => label !== value;
    case '=~': {
      const regex = compileRegex(value, true);
      return (label) => regex.test(label);
    }
    case '!~': {
      const regex = compileRegex(value, true);
      return (label) => !regex.test(label);
    }
  }
}
