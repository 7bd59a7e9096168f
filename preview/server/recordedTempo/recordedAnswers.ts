import { readPackedJson } from '../recording/readRecording';
import type { TempoVersion } from '../recording/recording';

/** What a component of a real Tempo answered. */
export interface RecordedAnswer {
  component: string;
  /** With the query string. */
  path: string;
  accept?: string;
  status: number;
  type: string | null;
  body: string;
}

/** The recorded answers by component. */
export function readRecordedAnswers(tempo: TempoVersion): Map<string, RecordedAnswer[]> {
  const { answers } = readPackedJson(`endpoints-${tempo}.json.br`) as { answers: RecordedAnswer[] };
  const byComponent = new Map<string, RecordedAnswer[]>();
  for (const answer of answers) {
    byComponent.set(answer.component, [...(byComponent.get(answer.component) ?? []), answer]);
  }
  return byComponent;
}

/**
 * The answer to a path, in the form that is asked for. Tempo ignores a query string that it does not know, so an unknown one
 * gets what the bare path gets.
 *
 * @param url path and query string
 */
export function findAnswer(
  answers: readonly RecordedAnswer[],
  url: string,
  accept: string
): RecordedAnswer | undefined {
  const [path] = url.split('?');
  const exact = answers.filter((answer) => answer.path === url);
  const candidates = exact.length > 0 ? exact : answers.filter((answer) => answer.path === path);
  const asJson = candidates.find((answer) => answer.accept !== undefined);
  if (asJson && (!asJson.type?.includes('json') || accept.includes(asJson.accept ?? ''))) {
    // A page that has no JSON was recorded again when JSON was asked for: later, with more in it.
    return asJson;
  }
  return candidates.find((answer) => answer.accept === undefined) ?? asJson;
}
