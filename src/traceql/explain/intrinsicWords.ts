/**
 * What the built-in fields are called in plain English. Their types and releases stand in `intrinsics.ts`.
 *
 * Follows the TraceQL page of Tempo's documentation (2.6 to 3.0).
 */

export interface IntrinsicWords {
  /** What it is called in a sentence, with its article. */
  readonly noun: string;
  readonly documentation: string;
}

const ROWS: ReadonlyArray<readonly [names: string, noun: string, documentation: string]> = [
  ['duration span:duration', "the span's duration", 'How long the span took, from its start to its end.'],
  ['name span:name', "the span's name", 'Name of the operation, such as `GET /api/orders`.'],
  ['status span:status', "the span's status", 'Outcome of the span: `ok`, `error` or `unset`.'],
  ['statusMessage span:statusMessage', "the span's status message", 'Text that explains the status.'],
  ['kind span:kind', "the span's kind", 'Role of the span: `server`, `client`, `producer` …'],
  ['rootName trace:rootName', "the name of the trace's root span", 'Name of the first span of the trace.'],
  ['rootServiceName trace:rootService', "the service of the trace's root span", 'Service in which the trace began.'],
  [
    'traceDuration trace:duration',
    'the duration of the whole trace',
    'Time from the start of the first to the end of the last span of the trace.',
  ],
  ['trace:id', 'the trace ID', 'ID of the trace, in hexadecimal digits.'],
  ['span:id', "the span's ID", 'ID of the span, in hexadecimal digits.'],
  ['span:parentID', 'the ID of the parent span', 'ID of the parent span; empty at the root of the trace.'],
  [
    'span:childCount childCount',
    "the number of the span's direct children",
    'How many direct children the span has (needs blocks of the format vParquet5).',
  ],
  ['parent', "the span's parent", 'The parent span. Tempo reads it, and then refuses it as not yet supported.'],
  ['event:name', "the name of one of the span's events", 'Name of an event of the span, such as `exception`.'],
  [
    'event:timeSinceStart',
    'the time from the start of the span to one of its events',
    'When an event happened, counted from the start of its span.',
  ],
  ['link:traceID', 'the trace ID in a link of the span', 'ID of the trace to which a link of the span leads.'],
  ['link:spanID', 'the span ID in a link of the span', 'ID of the span to which a link of the span leads.'],
  ['instrumentation:name', 'the name of the instrumentation library', 'Name of the library that made the span.'],
  [
    'instrumentation:version',
    'the version of the instrumentation library',
    'Version of the library that made the span.',
  ],
  [
    'nestedSetLeft',
    "the span's left number in the tree of the trace",
    'Number that the span gets on the way down when the tree of the trace is walked from its root.',
  ],
  [
    'nestedSetRight',
    "the span's right number in the tree of the trace",
    'Number that the span gets on the way up when the tree of the trace is walked from its root.',
  ],
  [
    'nestedSetParent',
    "the parent's left number in the tree of the trace",
    'The `nestedSetLeft` of the parent; -1 at the root, so `nestedSetParent < 0` finds root spans.',
  ],
];

const WORDS: ReadonlyMap<string, IntrinsicWords> = new Map(
  ROWS.flatMap(([names, noun, documentation]) =>
    names.split(' ').map((name) => [name, { noun, documentation }] as const)
  )
);

/** The words for an intrinsic by its spelling; null for a name that is none. */
export function intrinsicWords(name: string): IntrinsicWords | null {
  return WORDS.get(name) ?? null;
}
