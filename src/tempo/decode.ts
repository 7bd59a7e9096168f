import * as v from 'valibot';
import { isWebPage, type RawAnswer, shorten, TempoRequestError } from './failure';

/**
 * Reads a JSON body by a schema. Fields that Tempo leaves out (it omits every zero value) need a default in the schema;
 * fields it does not know are ignored.
 *
 * @throws TempoRequestError `not-tempo` if the body is a web page (a gateway or login page answers in Tempo's place),
 *   `malformed` if it is no JSON or not of the promised form
 */
export function decodeJson<Schema extends v.GenericSchema>(
  path: string,
  answer: RawAnswer,
  schema: Schema
): v.InferOutput<Schema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer.body);
  } catch (error) {
    throw isWebPage(answer)
      ? notTempo(path, answer)
      : malformed(path, answer, error instanceof Error ? error.message : 'not JSON');
  }
  if (schema.type === 'object' && Array.isArray(parsed)) {
    // To the schema a list is an object without any of its fields.
    throw malformed(path, answer, 'the whole answer: a list where an object was promised');
  }
  const result = v.safeParse(schema, parsed);
  if (!result.success) {
    const issue = result.issues[0];
    throw malformed(path, answer, `${v.getDotPath(issue) ?? 'the whole answer'}: ${issue.message}`);
  }
  return result.output;
}

/** The failure of an answer that is a web page where data was promised. */
export function notTempo(path: string, answer: RawAnswer): TempoRequestError {
  return new TempoRequestError({ kind: 'not-tempo', path, said: shorten(answer.body) });
}

/** The failure of an answer that cannot be read. */
export function malformed(path: string, answer: RawAnswer, problem: string): TempoRequestError {
  return new TempoRequestError({ kind: 'malformed', path, said: shorten(answer.body), problem });
}
