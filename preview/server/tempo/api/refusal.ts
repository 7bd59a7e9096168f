/** What Tempo says about a query that it does not accept, in its own words. */
import { Query } from '../../../../src/traceql/ast';
import { check } from '../../../../src/traceql/check';
import { Behaviour } from '../behaviour';
import { syntaxErrorText } from './syntaxErrorText';
import { validationText } from './validationText';

export interface ReadQuery {
  readonly query: Query;
  /** The text of the parser; null where it can be read. */
  readonly parseError: string | null;
  /** The text of the validation, or of what is not supported; null where it passes. */
  readonly invalid: string | null;
}

export function readQuery(text: string, behaviour: Behaviour): ReadQuery {
  const { query, verdict, diagnostics } = check(text, { tempo: behaviour.version });
  if (verdict === 'valid') {
    return { query, parseError: null, invalid: null };
  }
  const [first] = diagnostics;
  return verdict === 'parse-error'
    ? { query, parseError: syntaxErrorText(text, first, behaviour), invalid: null }
    : { query, parseError: null, invalid: validationText(query, first, behaviour) };
}
