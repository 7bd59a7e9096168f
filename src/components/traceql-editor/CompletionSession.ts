import type {
  Suggested,
  SuggestedAttribute,
  SuggestedValue,
  TraceqlSuggestions,
} from '../../data/suggestions/traceqlSuggestions';
import { TempoRequestError } from '../../tempo';
import { complete, type Completion } from '../../traceql';
import { buildCompletionEntries, type CompletionEntries, type SuggestedData } from './buildCompletionEntries';
import { dataNeedOf } from './dataNeed';
import type { EditorNotice } from './editorNotice';
import { LatestRequest } from './LatestRequest';
import { valueFilterAt } from './valueFilterAt';

export interface CompletionSource {
  /** Version of Tempo, as its build information gives it. */
  readonly tempo: string;
  readonly suggestions: TraceqlSuggestions;
}

export interface CompletionAnswer extends CompletionEntries {
  /** Names or values are still on their way; `onArrived` tells of them. */
  readonly isPending: boolean;
}

interface CompletionSessionEvents {
  /** What did not come in time has come: the list should be asked for again. `wasOpened`: with the static proposals. */
  onArrived(wasOpened: boolean): void;
  onNotice(notice: EditorNotice | null): void;
}

/** Values are asked for only when somebody stays at a place. Names are one list for all places. */
const VALUES_DELAY_MS = 100;

/** The static proposals do not wait longer for the data. */
const PATIENCE_MS = 250;

/**
 * The proposals of one editor: knows what is being fetched, and ends it where it is no longer wanted.
 *
 * A request goes on from key to key, since what is asked does not depend on what is typed of a name or value.
 */
export class CompletionSession {
  private readonly attributes = new LatestRequest<Suggested<SuggestedAttribute>>();
  private readonly values = new LatestRequest<Suggested<SuggestedValue>>();
  private asked = 0;

  constructor(
    private source: CompletionSource,
    private readonly events: CompletionSessionEvents
  ) {}

  /** Other data: what was fetched is forgotten. */
  setSource(source: CompletionSource): void {
    if (source.suggestions !== this.source.suggestions) {
      this.dispose();
    }
    this.source = source;
  }

  /** The proposals at an offset; waits a moment for the data where some belong to the place. */
  async complete(text: string, offset: number): Promise<CompletionAnswer> {
    const asked = ++this.asked;
    const completion = complete(text, offset, { tempo: this.source.tempo });
    const request = this.request(completion, text, offset);
    if (!request) {
      this.release();
      return { ...buildCompletionEntries(text, completion, null), isPending: false };
    }
    const data = await withPatience(request);
    const isPending = data === 'pending';
    const answer = buildCompletionEntries(text, completion, isPending ? null : data);
    if (isPending) {
      const wasOpened = answer.entries.length > 0;
      void request.then((late) => late && asked === this.asked && this.events.onArrived(wasOpened));
    }
    return { ...answer, isPending };
  }

  /** The list was closed, or the cursor went elsewhere. */
  release(): void {
    this.asked++;
    this.attributes.release();
    this.values.release();
  }

  dispose(): void {
    this.asked++;
    this.attributes.dispose();
    this.values.dispose();
  }

  /** Asks for what belongs to the place; resolves to null where it could not be had. Never rejects. */
  private request(completion: Completion, text: string, offset: number): Promise<SuggestedData> | null {
    const need = dataNeedOf(completion);
    const { suggestions, tempo } = this.source;
    if (need?.kind === 'attributes') {
      const answer = this.attributes.ask('attributes', 0, (signal) => suggestions.fetchAttributes(signal));
      return this.reported(answer, ({ items }) => ({ kind: 'attributes', items }));
    }
    if (need?.kind === 'values') {
      const { field } = need;
      const filter = valueFilterAt(text, offset, tempo);
      const answer = this.values.ask(`${field}\n${filter}`, VALUES_DELAY_MS, (signal) =>
        suggestions.fetchValues(field, filter, signal)
      );
      return this.reported(answer, ({ items }) => ({ kind: 'values', items }));
    }
    return null;
  }

  private async reported<T>(
    answer: Promise<Suggested<T>>,
    toData: (answer: Suggested<T>) => SuggestedData
  ): Promise<SuggestedData> {
    try {
      const suggested = await answer;
      this.events.onNotice(suggested.truncated ? { kind: 'suggestions-cut' } : null);
      return toData(suggested);
    } catch (error) {
      if (!isAbort(error)) {
        this.events.onNotice({ kind: 'suggestions-failed', reason: reasonOf(error) });
      }
      return null;
    }
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function reasonOf(error: unknown): string {
  if (error instanceof TempoRequestError) {
    return error.failure.said || error.failure.kind;
  }
  return error instanceof Error ? error.message : String(error);
}

function withPatience(request: Promise<SuggestedData>): Promise<SuggestedData | 'pending'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('pending'), PATIENCE_MS);
    void request.then((data) => {
      clearTimeout(timer);
      resolve(data);
    });
  });
}
