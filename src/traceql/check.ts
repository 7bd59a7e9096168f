/**
 * What a given Tempo would say to a query.
 *
 * Follows `Parse` and `Validate` of Tempo's `pkg/traceql`, 2.6 to 3.0.
 */
import { Query } from './ast';
import { problemsOf } from './check/pipelines';
import { Problem, TermContext } from './check/term';
import { warningsOf, WarningOptions } from './check/warnings';
import { Diagnostic } from './diagnostics';
import { parseWith } from './parse';
import { ParserState } from './parse/state';
import { featuresOf, Release, resolveRelease } from './releases';
import { render } from './render';

/**
 * `valid`; `parse-error`: cannot be read; `invalid`: can be read and makes no sense; `unsupported`: can be read, and
 * Tempo says "not yet supported".
 */
export type Verdict = 'valid' | 'parse-error' | 'invalid' | 'unsupported';

export interface CheckOptions extends WarningOptions {
  /** Version of Tempo, `major.minor[.patch]`, as its build information gives it. */
  readonly tempo: string;
}

export interface CheckResult {
  readonly verdict: Verdict;
  /** First what Tempo refuses, in its order; then warnings and hints. */
  readonly diagnostics: readonly Diagnostic[];
  /** The release whose rules were applied. */
  readonly release: Release;
  /** The text to which all ranges refer: the given one, or that of the given tree. */
  readonly text: string;
  /** The tree of that text, as far as it could be read. */
  readonly query: Query;
}

/**
 * Checks a query for a release. Given a tree, it checks the text that `render` makes of it, and all ranges refer to that
 * text. Never throws.
 */
export function check(input: string | Query, options: CheckOptions): CheckResult {
  const text = typeof input === 'string' ? input : render(input);
  const resolved = resolveRelease(options.tempo);
  const features = featuresOf(resolved.release);
  const { query, diagnostics: syntax, state } = parseWith(text, features);
  const context: TermContext = { features, crash: null, hang: null };
  const problems = problemsOf(context, query);
  const { verdict, errors } = judge(state, syntax, problems, context);
  const warnings = warningsOf(text, query, features, options);
  const notes = releaseNotes(options.tempo, resolved);
  return { verdict, diagnostics: [...errors, ...warnings, ...notes], release: resolved.release, text, query };
}

function judge(
  state: ParserState,
  syntax: readonly Diagnostic[],
  problems: readonly Problem[],
  { features, crash, hang }: TermContext
): { verdict: Verdict; errors: readonly Diagnostic[] } {
  const isReached = crash !== null && crash.end <= (state.stoppedAt ?? Infinity);
  const crashes: Diagnostic[] = crash && isReached && features.zeroDivision === 'crash' ? [crashDiagnostic(crash)] : [];
  if (crashes.length > 0 || syntax.length > 0) {
    // Tempo then reports the crash, which has no place, instead of the error.
    const placed = crashes.length > 0 || state.text === '' ? syntax.map(withoutPlace) : syntax;
    return { verdict: 'parse-error', errors: [...crashes, ...placed] };
  }
  if (hang) {
    return { verdict: 'invalid', errors: [hangDiagnostic(hang)] };
  }
  const [first] = problems;
  return { verdict: first?.verdict ?? 'valid', errors: problems.map(problemDiagnostic) };
}

function problemDiagnostic({ code, message, range, fixes }: Problem): Diagnostic {
  return { severity: 'error', code, message, range, fixes };
}

function withoutPlace(diagnostic: Diagnostic): Diagnostic {
  const { tempo: _, ...rest } = diagnostic;
  return rest;
}

function crashDiagnostic(range: Diagnostic['range']): Diagnostic {
  const message = 'This divides a whole number by zero, which makes the parser of Tempo before 3.0 fail.';
  return { severity: 'error', code: 'zero-division', message, range, fixes: [] };
}

function hangDiagnostic(range: Diagnostic['range']): Diagnostic {
  const message =
    'Before Tempo 3.0 powers of whole numbers are computed by a loop; this one would keep Tempo busy for good. Do not send it.';
  return { severity: 'error', code: 'endless-power', message, range, fixes: [] };
}

function releaseNotes(version: string, { release, match }: ReturnType<typeof resolveRelease>): Diagnostic[] {
  if (match === 'exact') {
    return [];
  }
  const reason = {
    newer: `Tempo ${version} is newer than what is known here`,
    older: `Tempo ${version} is older than what is known here`,
    unreadable: `The version of Tempo ("${version}") cannot be read`,
  }[match];
  const message = `${reason}; it is treated like ${release}.`;
  return [{ severity: 'info', code: 'unknown-release', message, range: { start: 0, end: 0 }, fixes: [] }];
}
