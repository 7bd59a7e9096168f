import type { CorrelationInput, CorrelationLink, Exemplar, LinkTest, LogLine, Probe, ProbeAnswer } from './contract';

type Questionless<P> = P extends Probe ? Omit<P, 'id' | 'link' | 'why'> : never;
export type Question = Questionless<Probe>;

/** What came of a question. */
export type Outcome<T> =
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string; readonly status?: number }
  | { readonly state: 'answered'; readonly value: T };

export interface About {
  /** See `Probe.why`. */
  readonly why: string;
  /** See `LinkTest.asConfigured`. */
  readonly asConfigured?: boolean;
}

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * The questions of one judgement. Judges ask where they need to know, and go on without where it is pending: so what is
 * asked and what is judged is the same code, and a question is asked only when those before it were answered.
 */
export class Inquiry {
  readonly probes: Probe[] = [];
  readonly tests: LinkTest[] = [];

  constructor(
    readonly input: CorrelationInput,
    readonly link: CorrelationLink
  ) {}

  get isPending(): boolean {
    return this.probes.some(({ id }) => !this.input.answers.has(id));
  }

  askLines(question: Extract<Question, { kind: 'loki-range' }>, about: About): Outcome<readonly LogLine[]> {
    return this.ask(question, about, (answer) => (answer.kind === 'lines' ? answer.lines : undefined));
  }

  askLabelNames(question: Extract<Question, { kind: 'loki-labels' }>, about: About): Outcome<readonly string[]> {
    return this.ask(question, about, (answer) => (answer.kind === 'names' ? answer.names : undefined));
  }

  askSeries(question: Extract<Question, { kind: 'prometheus-instant' }>, about: About): Outcome<readonly Series[]> {
    return this.ask(question, about, (answer) => (answer.kind === 'series' ? answer.series : undefined));
  }

  askExemplars(
    question: Extract<Question, { kind: 'prometheus-exemplars' }>,
    about: About
  ): Outcome<readonly Exemplar[]> {
    return this.ask(question, about, (answer) => (answer.kind === 'exemplars' ? answer.exemplars : undefined));
  }

  /** The number of spans, 0 where it is not found. */
  askTrace(question: Extract<Question, { kind: 'tempo-trace' }>, about: About): Outcome<number> {
    return this.ask(question, about, (answer) =>
      answer.kind === 'trace' ? (answer.found ? Math.max(1, answer.spanCount) : 0) : undefined
    );
  }

  askStreaming(
    question: Extract<Question, { kind: 'tempo-streaming' }>,
    about: About
  ): Outcome<{ ok: boolean; message: string }> {
    return this.ask(question, about, (answer) => (answer.kind === 'streaming' ? answer : undefined));
  }

  private ask<T>(question: Question, about: About, read: (answer: ProbeAnswer) => T | undefined): Outcome<T> {
    const id = identify(question);
    if (!this.probes.some((probe) => probe.id === id)) {
      this.probes.push({ id, link: this.link, why: about.why, ...question });
    }
    const outcome = readOutcome(this.input.answers.get(id), read);
    this.record(id, question, about, outcome);
    return outcome;
  }

  private record(id: string, question: Question, about: About, outcome: Outcome<unknown>): void {
    const known = this.tests.findIndex(({ probeId }) => probeId === id);
    const { startMs, endMs } = question.kind === 'prometheus-instant' ? momentOf(question) : windowOf(question);
    const test: LinkTest = {
      probeId: id,
      datasourceUid: question.datasourceUid,
      why: about.why,
      query: textOf(question),
      ...(startMs === undefined ? {} : { startMs }),
      ...(endMs === undefined ? {} : { endMs }),
      ...(outcome.state === 'answered' ? { hits: countHits(outcome.value) } : {}),
      ...(outcome.state === 'failed' ? { failure: outcome.message } : {}),
      asConfigured: about.asConfigured ?? false,
    };
    if (known < 0) {
      this.tests.push(test);
    } else if (test.asConfigured) {
      this.tests[known] = test;
    }
  }
}

function readOutcome<T>(answer: ProbeAnswer | undefined, read: (answer: ProbeAnswer) => T | undefined): Outcome<T> {
  if (!answer) {
    return { state: 'pending' };
  }
  if (answer.kind === 'failed') {
    return { state: 'failed', message: answer.message, ...(answer.status ? { status: answer.status } : {}) };
  }
  const value = read(answer);
  return value === undefined
    ? { state: 'failed', message: `The answer has an unexpected shape: ${answer.kind}.` }
    : { state: 'answered', value };
}

/** The same question has the same id, whichever link asks it. */
function identify(question: Question): string {
  const { startMs, endMs } = windowOf(question);
  const time = question.kind === 'prometheus-instant' ? question.timeMs : undefined;
  const limit = question.kind === 'loki-range' ? question.limit : undefined;
  return [question.kind, question.datasourceUid, textOf(question), startMs, endMs, time, limit]
    .filter((part) => part !== undefined && part !== '')
    .join('|');
}

function textOf(question: Question): string {
  if ('expr' in question) {
    return question.expr;
  }
  return 'traceId' in question ? question.traceId : '';
}

function windowOf(question: Question): { startMs?: number; endMs?: number } {
  return 'startMs' in question ? { startMs: question.startMs, endMs: question.endMs } : {};
}

function momentOf({ timeMs }: { readonly timeMs: number }): { startMs: number; endMs: number } {
  return { startMs: timeMs, endMs: timeMs };
}

function countHits(value: unknown): number {
  if (Array.isArray(value)) {
    return value.length;
  }
  return typeof value === 'number' ? value : 1;
}
