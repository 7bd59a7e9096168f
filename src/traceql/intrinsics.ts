/**
 * The built-in fields.
 *
 * Follows `intrinsicField` and `scopedIntrinsicField` of Tempo's `pkg/traceql/expr.y`, `pkg/traceql/enum_attributes.go`
 * and `Attribute.impliedType` in `ast.go` (2.6 to 3.0).
 */
import { V2_10, V2_7, V2_8 } from './releases';
import { Token } from './tokens';

/** `untyped`: known only when the query runs, as for attributes. */
export type FieldType = 'string' | 'int' | 'duration' | 'status' | 'span-kind' | 'nil' | 'untyped';

export interface IntrinsicInfo {
  readonly type: FieldType;
  /** The name that stands for all spellings of the same field. */
  readonly canonical: string;
  /** Age of the first release that accepts it, and of the last (see `releases.ts`). */
  readonly since: number;
  readonly until: number;
  /** Parsed, and then refused as "not yet supported". */
  readonly unsupported: boolean;
}

const ALWAYS = Number.MAX_SAFE_INTEGER;

function info(canonical: string, type: FieldType, since = 0, until = ALWAYS, unsupported = false): IntrinsicInfo {
  return { canonical, type, since, until, unsupported };
}

/** By spelling. */
export const INTRINSICS: ReadonlyMap<string, IntrinsicInfo> = new Map([
  ['duration', info('span:duration', 'duration')],
  ['name', info('span:name', 'string')],
  ['status', info('span:status', 'status')],
  ['statusMessage', info('span:statusMessage', 'string')],
  ['kind', info('span:kind', 'span-kind')],
  ['parent', info('parent', 'nil', 0, ALWAYS, true)],
  ['rootName', info('trace:rootName', 'string')],
  ['rootServiceName', info('trace:rootService', 'string')],
  ['traceDuration', info('trace:duration', 'duration')],
  ['nestedSetLeft', info('nestedSetLeft', 'int')],
  ['nestedSetRight', info('nestedSetRight', 'int')],
  ['nestedSetParent', info('nestedSetParent', 'int')],
  ['childCount', info('span:childCount', 'int', 0, V2_10 - 1, true)],
  ['trace:duration', info('trace:duration', 'duration')],
  ['trace:rootName', info('trace:rootName', 'string')],
  ['trace:rootService', info('trace:rootService', 'string')],
  ['trace:id', info('trace:id', 'string')],
  ['span:duration', info('span:duration', 'duration')],
  ['span:name', info('span:name', 'string')],
  ['span:kind', info('span:kind', 'span-kind')],
  ['span:status', info('span:status', 'status')],
  ['span:statusMessage', info('span:statusMessage', 'string')],
  ['span:id', info('span:id', 'string')],
  ['span:parentID', info('span:parentID', 'string', V2_8)],
  ['span:childCount', info('span:childCount', 'int', V2_10)],
  ['event:name', info('event:name', 'string')],
  ['event:timeSinceStart', info('event:timeSinceStart', 'duration')],
  ['link:traceID', info('link:traceID', 'string')],
  ['link:spanID', info('link:spanID', 'string')],
  ['instrumentation:name', info('instrumentation:name', 'untyped', V2_7)],
  ['instrumentation:version', info('instrumentation:version', 'untyped', V2_7)],
]);

const T = Token;

/** Which words may follow the scope of an intrinsic. */
export const SCOPED_INTRINSICS: ReadonlyMap<Token, ReadonlySet<Token>> = new Map<Token, ReadonlySet<Token>>([
  [T.TraceColon, new Set([T.IntrinsicDuration, T.IntrinsicRootName, T.IntrinsicRootService, T.IntrinsicId])],
  [
    T.SpanColon,
    new Set([
      T.IntrinsicDuration,
      T.IntrinsicName,
      T.IntrinsicKind,
      T.IntrinsicStatus,
      T.IntrinsicStatusMessage,
      T.IntrinsicId,
      T.IntrinsicParentId,
      T.IntrinsicChildCount,
    ]),
  ],
  [T.EventColon, new Set([T.IntrinsicName, T.IntrinsicTimeSinceStart])],
  [T.LinkColon, new Set([T.IntrinsicTraceId, T.IntrinsicSpanId])],
  [T.InstrumentationColon, new Set([T.IntrinsicName, T.IntrinsicVersion])],
]);

/** The intrinsics that can be written with the given scope (with its colon), in a release of the given age. */
export function intrinsicsOfScope(scope: string, age: number): string[] {
  return [...INTRINSICS]
    .filter(([name, { since, until }]) => name.startsWith(scope) && since <= age && age <= until)
    .map(([name]) => name);
}
