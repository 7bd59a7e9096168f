import * as v from 'valibot';
import type { LogLine } from '../../correlations';

const texts = v.record(v.string(), v.string());
/** Nanoseconds, the line, and (since 2.9) what is known of it besides the labels of the stream. */
const value = v.pipe(
  v.array(v.unknown()),
  v.check((parts) => typeof parts[0] === 'string' && typeof parts[1] === 'string', 'no time and line')
);
const stream = v.object({ stream: v.optional(v.nullable(texts), {}), values: v.array(value) });
const rangeAnswer = v.object({ data: v.object({ resultType: v.literal('streams'), result: v.array(stream) }) });
const labelsAnswer = v.object({ data: v.optional(v.nullable(v.array(v.string())), []) });
const apart = v.object({
  structuredMetadata: v.optional(v.nullable(texts), {}),
  /** What stages of the query, such as `json`, made of the line. */
  parsed: v.optional(v.nullable(texts), {}),
});

/**
 * The lines of an answer of `query_range`, in the order of Loki. Before Loki 2.9 all that is known of a line stands among its labels.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-logs-within-a-range-of-time
 *
 * @throws Error with a reason for people where the text is no such answer
 */
export function decodeLokiLines(body: string): LogLine[] {
  const { data } = decode(body, rangeAnswer);
  return data.result.flatMap(({ stream: labels, values }) =>
    values.map(([time, line, rest]) => ({
      line: String(line),
      labels: labels ?? {},
      ...besideOf(rest),
      timeMs: Number(time) / 1_000_000,
    }))
  );
}

/** The names of an answer of `labels`. @throws as `decodeLokiLines` */
export function decodeLokiLabels(body: string): string[] {
  return decode(body, labelsAnswer).data ?? [];
}

/** What is of another form is left out: it is no reason to lose the line. */
function besideOf(rest: unknown): Pick<LogLine, 'structuredMetadata' | 'parsed'> {
  const known = v.safeParse(apart, rest);
  const { structuredMetadata, parsed } = known.success ? known.output : {};
  return { structuredMetadata: structuredMetadata ?? {}, ...(parsed && Object.keys(parsed).length > 0 && { parsed }) };
}

function decode<Schema extends v.GenericSchema>(body: string, schema: Schema): v.InferOutput<Schema> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Error('The answer is no JSON, and so not of Loki');
  }
  const result = v.safeParse(schema, parsed);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`The answer is not as Loki gives it: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  }
  return result.output;
}
