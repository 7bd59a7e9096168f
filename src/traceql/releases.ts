/**
 * The releases of Tempo whose TraceQL is known, and how they differ.
 *
 * Follows `pkg/traceql` of Tempo 2.6.1, 2.7.2, 2.8.2, 2.9.5, 2.10.8 and 3.0.3; patch releases of one minor release
 * parse alike.
 */

export const RELEASES = ['2.6', '2.7', '2.8', '2.9', '2.10', '3.0'] as const;

export type Release = (typeof RELEASES)[number];

/**
 * Where `nil` may stand:
 * `literal`: anywhere a literal may (up to 2.7);
 * `exists`: only in `x != nil` and `nil != x` (2.8, 2.9);
 * `exists-or-absent`: there, and in `x = nil` and `nil = x` (since 2.10);
 * `any`: all of these.
 */
export type NilForms = 'literal' | 'exists' | 'exists-or-absent' | 'any';

/** How an operand of `=~` is checked: as printed with its quotes, as the bare text, or as the bare text of a literal. */
export type RegexCheck = 'quoted' | 'text' | 'literal';

export interface Features {
  /** Position in `RELEASES`; for comparisons of age. */
  readonly age: number;
  readonly nil: NilForms;
  /** `childCount` without scope is a token of the grammar. */
  readonly unscopedChildCount: boolean;
  /** `span:childCount`. */
  readonly scopedChildCount: boolean;
  /** A bare word is a literal of unknown value rather than a syntax error; so `minInt` and `maxInt` work. */
  readonly bareWords: boolean;
  /** How many second stages may follow the metrics function. */
  readonly secondStages: 'none' | 'one' | 'many';
  readonly regexCheck: RegexCheck;
  /** Dividing two whole numbers by zero while parsing: the parser crashes, or leaves the expression alone. */
  readonly zeroDivision: 'crash' | 'kept';
  /** `a = 1 || a = 2` becomes an internal set operation before validation. */
  readonly mergesAlternatives: boolean;
  /** A literal that is compared with `trace:id` loses its leading zeros before validation. */
  readonly trimsTraceIds: boolean;
  /** Powers of whole numbers are a loop, as long as the left operand is great. */
  readonly slowPowers: boolean;
}

/** Age of a release, as in `Features.age`. */
export function ageOf(release: Release): number {
  return RELEASES.indexOf(release);
}

const V2_7 = 1;
const V2_8 = 2;
const V2_9 = 3;
const V2_10 = 4;
const V3_0 = 5;

function nilForms(age: number): NilForms {
  if (age < V2_8) {
    return 'literal';
  }
  return age < V2_10 ? 'exists' : 'exists-or-absent';
}

function secondStages(age: number): Features['secondStages'] {
  if (age < V2_8) {
    return 'none';
  }
  return age < V3_0 ? 'one' : 'many';
}

function regexCheck(age: number): RegexCheck {
  if (age < V2_9) {
    return 'quoted';
  }
  return age < V3_0 ? 'text' : 'literal';
}

function featuresOfAge(age: number): Features {
  return {
    age,
    nil: nilForms(age),
    unscopedChildCount: age < V2_10,
    scopedChildCount: age >= V2_10,
    bareWords: age >= V2_10,
    secondStages: secondStages(age),
    regexCheck: regexCheck(age),
    zeroDivision: age < V3_0 ? 'crash' : 'kept',
    mergesAlternatives: age >= V3_0,
    trimsTraceIds: age >= V2_10,
    slowPowers: age < V3_0,
  };
}

const FEATURES: readonly Features[] = RELEASES.map((_, age) => featuresOfAge(age));

/** What a release understands. */
export function featuresOf(release: Release): Features {
  return FEATURES[ageOf(release)] ?? featuresOfAge(V3_0);
}

/** What any known release understands; where they contradict each other, the newest wins. */
export const ALL_FEATURES: Features = { ...featuresOfAge(V3_0), nil: 'any', unscopedChildCount: true };

/** The release with which a `Features.…since` age came. */
export function releaseOfAge(age: number): Release {
  return RELEASES[age] ?? '3.0';
}

export { V2_7, V2_8, V2_9, V2_10, V3_0 };

export interface ResolvedRelease {
  readonly release: Release;
  /** `exact`: known; `newer` and `older`: outside of what is known, the nearest is taken; `unreadable`: not a version. */
  readonly match: 'exact' | 'newer' | 'older' | 'unreadable';
}

/**
 * Finds the known release for a version as Tempo reports it: `2.8.2`, `v3.0.3`, `2.9`, `3.0.0-rc.1`.
 * Never throws: what cannot be read, and what is newer than all known, is treated as the newest.
 */
export function resolveRelease(version: string): ResolvedRelease {
  const parts = /^v?(\d{1,6})\.(\d{1,6})(?:\D|$)/.exec(version.trim());
  if (!parts) {
    return { release: '3.0', match: 'unreadable' };
  }
  const wanted = Number(parts[1]) * 1_000_000 + Number(parts[2]);
  const known = RELEASES.find((release) => numberOf(release) === wanted);
  if (known) {
    return { release: known, match: 'exact' };
  }
  if (wanted < numberOf('2.6')) {
    return { release: '2.6', match: 'older' };
  }
  // Between two known ones (2.11 and later of 2.x) the older neighbour is the safer promise.
  const older = RELEASES.filter((release) => numberOf(release) < wanted);
  return { release: older[older.length - 1] ?? '3.0', match: 'newer' };
}

function numberOf(release: Release): number {
  const [major = '0', minor = '0'] = release.split('.');
  return Number(major) * 1_000_000 + Number(minor);
}
