/** What differs between the releases of Tempo that the embedded one can be. */
import { ageOf, resolveRelease, V2_10, V2_7, V2_8, V3_0 } from '../../../src/traceql/releases';

export interface Behaviour {
  /** As the build information says it: `3.0.3`. */
  readonly version: string;
  /** Regular expressions must match the whole value (2.7). */
  readonly anchoredRegex: boolean;
  /** An attribute may hold several values, and any of them matches (2.7). Before, the last that passes counts. */
  readonly arrays: boolean;
  /** Values that are absent count as zero and as the empty text when columns are filtered (fixed after 2.6). */
  readonly absentIsZero: boolean;
  /** `x != nil` is an operator of its own (2.8); before, a comparison with the value nil. */
  readonly existsOperator: boolean;
  /** An absent value in a column of its own reads as the text `nil` (2.10, came with `x = nil`). */
  readonly absentReadsNil: boolean;
  /** `instrumentation.` and its intrinsics (2.7). */
  readonly instrumentation: boolean;
  /** Lists of alternatives become one set condition before evaluation (3.0). */
  readonly mergesAlternatives: boolean;
  /** Attribute columns beside the well-known ones, filled by default (3.0, `backend/block_meta.go`). */
  readonly dedicatedSpanColumns: readonly string[];
  /** What follows a `select()` is fetched in the second pass only (2.8). */
  readonly selectEndsFirstPass: boolean;
  /** Batches of one resource are merged when a trace is stored (2.7). */
  readonly mergesBatches: boolean;
  /** Aggregates leave spans without the value out (2.7); before, the first nil decides. */
  readonly aggregatesSkipNil: boolean;
  /** The negated structural operators also give spans where the left side is empty (2.7). */
  readonly negationWithoutLeft: boolean;
  /** How often both sides of an operation are evaluated before one may decide alone (2.7). */
  readonly fullySampled: number;
  /** Names with odd characters are quoted where fields are printed (2.7). */
  readonly quotesNames: boolean;
  /** Whole floats print with `.0` (2.8). */
  readonly pointInFloats: boolean;
  /** Values of different text are compared with their quotes (2.6). */
  readonly comparesQuoted: boolean;
  /** The generation of the HTTP API and the metrics engine. */
  readonly generation: '2.6' | '3.0';
}

const DEDICATED = ['http.request.method', 'url.path', 'url.route', 'server.address', 'http.route'];

export function behaviourOf(version: string): Behaviour {
  const age = ageOf(resolveRelease(version).release);
  return {
    version,
    anchoredRegex: age >= V2_7,
    arrays: age >= V2_7,
    absentIsZero: age < V2_7,
    existsOperator: age >= V2_8,
    absentReadsNil: age >= V2_10,
    instrumentation: age >= V2_7,
    mergesAlternatives: age >= V3_0,
    dedicatedSpanColumns: age >= V3_0 ? DEDICATED : [],
    selectEndsFirstPass: age >= V2_8,
    mergesBatches: age >= V2_7,
    aggregatesSkipNil: age >= V2_7,
    negationWithoutLeft: age >= V2_7,
    fullySampled: age >= V2_7 ? 1000 : Infinity,
    quotesNames: age >= V2_7,
    pointInFloats: age >= V2_8,
    comparesQuoted: age < V2_7,
    generation: age >= V2_7 ? '3.0' : '2.6',
  };
}
