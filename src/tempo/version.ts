/**
 * Tempo release numbers.
 *
 * Source: `/api/status/buildinfo` and the `version` label of `tempo_build_info`. Release builds answer `2.6.1`; images
 * built from a branch answer things like `main-1f2a3b4`, `2.9.0-rc.1`, `r123-abcdef`, or an empty string (Tempo
 * cmd/tempo/main.go, 2.6.1 to 3.0.3).
 */
export interface TempoVersion {
  major: number;
  minor: number;
  patch: number;
  /** As Tempo wrote it. */
  text: string;
}

/** A Tempo generation: the write path, metric names and configuration differ between them. */
export type Generation = '2.x' | '3.x';

const RELEASE = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,6}))?(?:[-+].*)?$/;

/**
 * Reads a release number. A missing patch counts as 0; a pre-release suffix is kept in `text` only.
 *
 * @returns undefined where the text is no release number (empty, a branch, a commit): callers must cope with not knowing.
 */
export function parseVersion(text: string): TempoVersion | undefined {
  const match = RELEASE.exec(text.trim());
  if (!match) {
    return undefined;
  }
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0), text: text.trim() };
}

/** Negative if `a` is older than `b`, positive if newer, 0 if they are the same release. */
export function compareVersions(a: TempoVersion, b: TempoVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** Tempo 2 and older are '2.x'; 3 and everything newer is '3.x' until we know better. */
export function generationOf(version: TempoVersion): Generation {
  return version.major >= 3 ? '3.x' : '2.x';
}
