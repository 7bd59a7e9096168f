import type { RawAnswer, TransportRequest } from '../../../tempo';

/** A Tempo that answers by path; what is left out is not found. */
export class FakeTempo {
  /** Paths that were asked, with their queries. */
  readonly asked: string[] = [];
  private readonly answers = new Map<string, () => Promise<RawAnswer>>();

  /** @param path without query string */
  answer(path: string, ...answers: Array<Partial<RawAnswer>>): this {
    let next = 0;
    this.answers.set(path, async () => ({
      status: 200,
      contentType: 'application/json',
      body: '',
      // The last one holds for all that follow.
      ...answers[Math.min(next++, answers.length - 1)],
    }));
    return this;
  }

  json(path: string, value: unknown): this {
    return this.answer(path, { body: JSON.stringify(value) });
  }

  /** Lets a question wait until it is cancelled. */
  hang(path: string): this {
    this.answers.set(path, () => new Promise(() => undefined));
    return this;
  }

  readonly transport = async ({ path, signal }: TransportRequest): Promise<RawAnswer> => {
    this.asked.push(path);
    const answer = this.answers.get(path.split('?')[0] ?? '');
    const cancelled = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    );
    return Promise.race([
      answer?.() ?? { status: 404, contentType: 'text/plain', body: '404 page not found' },
      cancelled,
    ]);
  };
}

interface WireSpan {
  id: string;
  parent?: string;
  name?: string;
  service?: string;
}

const START_NS = '1795334400000000000';

/** A trace as Tempo writes it. */
export function wireTrace(spans: readonly WireSpan[]): unknown {
  return {
    trace: {
      resourceSpans: spans.map(({ id, parent = '', name = 'GET /', service = 'shop' }) => ({
        resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
        scopeSpans: [
          { spans: [{ spanId: base64(id), parentSpanId: base64(parent), name, startTimeUnixNano: START_NS }] },
        ],
      })),
    },
  };
}

/** Identifiers are bytes, which JSON has as base64. */
function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}
