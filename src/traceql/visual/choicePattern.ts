/**
 * Several values as one regular expression, and back.
 *
 * Up to Tempo 2.6 a pattern may match anywhere in the value, later it has to match all of it (`pkg/regexp` of Tempo).
 */
import { resolveRelease } from '../releases';

const SPECIAL = /[\\.+*?()|[\]{}^$]/g;

/** Where the release is not known, patterns get their own anchors, which do no harm where Tempo anchors them itself. */
function needsAnchors(tempo: string): boolean {
  const { release, match } = resolveRelease(tempo);
  return release === '2.6' || match === 'unreadable';
}

/** The pattern that matches exactly one of the texts. */
export function patternOfTexts(texts: readonly string[], tempo: string): string {
  const alternatives = texts.map((text) => text.replace(SPECIAL, '\\$&')).join('|');
  return needsAnchors(tempo) ? `^(?:${alternatives})$` : alternatives;
}

/** The texts of which a pattern matches exactly one; null where it matches anything else. */
export function textsOfPattern(pattern: string, tempo: string): string[] | null {
  const anchored = /^\^\((?:\?:)?([^()]*)\)\$$/.exec(withoutEscapes(pattern));
  const bracketed = /^\((?:\?:)?([^()]*)\)$/.exec(withoutEscapes(pattern));
  const read = anchored ?? bracketed;
  if (!anchored && resolveRelease(tempo).release === '2.6') {
    return null;
  }
  const inner = read ? bodyOf(pattern, anchored !== null) : pattern;
  if (!/^(?:[^\\.+*?()|[\]{}^$]|\\[^\p{L}\p{N}]|\|)*$/u.test(inner)) {
    return null;
  }
  return splitAlternatives(inner);
}

/** The pattern with every escaped character hidden, so that brackets can be counted. */
function withoutEscapes(pattern: string): string {
  return pattern.replace(/\\./gsu, '__');
}

function bodyOf(pattern: string, isAnchored: boolean): string {
  const start = (isAnchored ? 2 : 1) + (pattern.startsWith('?:', isAnchored ? 2 : 1) ? 2 : 0);
  return pattern.slice(start, isAnchored ? -2 : -1);
}

function splitAlternatives(inner: string): string[] {
  const texts = [''];
  for (const [piece] of inner.matchAll(/\\?./gsu)) {
    if (piece === '|') {
      texts.push('');
    } else {
      texts[texts.length - 1] += piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece;
    }
  }
  return texts;
}
