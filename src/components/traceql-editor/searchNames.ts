/**
 * Finds names by what has been typed of them, among tens of thousands, at every key.
 *
 * Names match where the typed text begins them or one of their words (`status` finds `http.status_code`), as Monaco's own
 * filter does, so that it never hides what was found here.
 */

/** A list prepared for searching. Remembers the last search: a longer text is looked for among what was found then. */
export interface SearchableNames {
  readonly lowerCase: readonly string[];
  /** Only where all hits are known. */
  last: { readonly typed: string; readonly hits: readonly number[] } | null;
}

export interface FoundNames {
  /** Places in the list, the best first. */
  readonly hits: readonly number[];
  /** There are more. */
  readonly isCut: boolean;
}

/** Prepares a list; takes time in proportion to its length, once. */
export function prepareNames(names: readonly string[]): SearchableNames {
  return { lowerCase: names.map((name) => name.toLowerCase()), last: null };
}

/**
 * The first names that match, at most `limit`; those that begin with the typed text go first.
 *
 * Where many begin with it, the search ends with the first `limit` of them; where few do, later keys search only those.
 */
export function searchNames(names: SearchableNames, typed: string, limit: number): FoundNames {
  const { lowerCase, last } = names;
  const wanted = typed.toLowerCase();
  if (wanted === '') {
    const length = Math.min(limit, lowerCase.length);
    return { hits: Array.from({ length }, (_, index) => index), isCut: lowerCase.length > limit };
  }
  const among = last && wanted.startsWith(last.typed) ? last.hits : null;
  const count = among ? among.length : lowerCase.length;
  const beginning: number[] = [];
  const others: number[] = [];
  for (let at = 0; at < count; at++) {
    const index = among ? (among[at] ?? 0) : at;
    const name = lowerCase[index] ?? '';
    if (name.startsWith(wanted)) {
      if (beginning.length === limit) {
        return { hits: beginning, isCut: true };
      }
      beginning.push(index);
    } else if (beginsAWord(name, wanted)) {
      others.push(index);
    }
  }
  const hits = [...beginning, ...others];
  names.last = { typed: wanted, hits };
  return { hits: hits.slice(0, limit), isCut: hits.length > limit };
}

function beginsAWord(name: string, wanted: string): boolean {
  for (let at = name.indexOf(wanted); at >= 0; at = name.indexOf(wanted, at + 1)) {
    if (at === 0 || !isWordCharacter(name.charCodeAt(at - 1)) || !isWordCharacter(wanted.charCodeAt(0))) {
      return true;
    }
  }
  return false;
}

function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
}
