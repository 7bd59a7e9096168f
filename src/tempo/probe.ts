import { isAbort } from './client';
import { TempoRequestError, type TempoFailure } from './failure';

/** An answer, or why there is none. */
export type Probed<T> = { ok: true; value: T } | { ok: false; failure: TempoFailure };

/**
 * What becomes of a question, as a value: for reports in which a failure is a result.
 *
 * @throws AbortError, and whatever is no failure of Tempo
 */
export async function probe<T>(question: Promise<T>): Promise<Probed<T>> {
  try {
    return { ok: true, value: await question };
  } catch (error) {
    if (isAbort(error) || !(error instanceof TempoRequestError)) {
      throw error;
    }
    return { ok: false, failure: error.failure };
  }
}
