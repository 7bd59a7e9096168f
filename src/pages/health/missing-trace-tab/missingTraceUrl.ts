/** What somebody misses, as the URL has it. Texts are kept as they were typed. */
export type MissingTraceQuestion =
  | {
      readonly kind: 'trace';
      /** A trace ID in any spelling, a header, or a link: see `parseTraceReference`. */
      readonly text: string;
      /** When it was made, in milliseconds since 1970; undefined where nobody knows. */
      readonly atMs: number | undefined;
    }
  | {
      readonly kind: 'service';
      readonly service: string;
      readonly atMs: number;
      /** How far before and after that moment is looked. */
      readonly aroundSeconds: number;
    };

/** How far around a moment can be looked, in seconds. */
export const AROUND_SECONDS: readonly number[] = [300, 900, 3600, 21_600];
export const DEFAULT_AROUND_SECONDS = 900;

const PARAMETERS = { trace: 'trace', service: 'service', at: 'at', around: 'around' } as const;

/** The question of a URL, or undefined where it has none. */
export function readMissingTrace(search: string): MissingTraceQuestion | undefined {
  const parameters = new URLSearchParams(search);
  const text = parameters.get(PARAMETERS.trace) ?? '';
  const service = parameters.get(PARAMETERS.service) ?? '';
  const atMs = readMs(parameters.get(PARAMETERS.at));
  if (text !== '') {
    return { kind: 'trace', text, atMs };
  }
  if (service === '' || atMs === undefined) {
    return undefined;
  }
  const around = Number(parameters.get(PARAMETERS.around));
  return { kind: 'service', service, atMs, aroundSeconds: AROUND_SECONDS.includes(around) ? around : 900 };
}

/** The parameters that a question has in the URL; null takes one away. */
export function writeMissingTrace(question: MissingTraceQuestion): Record<string, string | number | null> {
  return question.kind === 'trace'
    ? {
        [PARAMETERS.trace]: question.text,
        [PARAMETERS.service]: null,
        [PARAMETERS.at]: question.atMs ?? null,
        [PARAMETERS.around]: null,
      }
    : {
        [PARAMETERS.trace]: null,
        [PARAMETERS.service]: question.service,
        [PARAMETERS.at]: question.atMs,
        [PARAMETERS.around]: question.aroundSeconds,
      };
}

/** The last moment that a Date can be. */
const LAST_MS = 8_640_000_000_000_000;

function readMs(text: string | null): number | undefined {
  const ms = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(ms) && ms > 0 && ms <= LAST_MS ? Math.trunc(ms) : undefined;
}
