const TOKEN_SPACE = 2 ** 32;

/**
 * Which share of the hash ring each member owns, from 0 to 1: every token owns what lies between the one before it and
 * itself (dskit ring/model.go CountTokens). The ring pages show the same number.
 *
 * @param tokensByMember - 32-bit tokens of each member, in any order
 */
export function ownedShares(tokensByMember: ReadonlyArray<readonly number[]>): number[] {
  const all = tokensByMember.flatMap((tokens, member) => tokens.map((token) => ({ token, member })));
  all.sort((a, b) => a.token - b.token);
  const owned = tokensByMember.map(() => 0);
  const last = all.at(-1);
  if (!last) {
    return owned;
  }
  let before = last.token - TOKEN_SPACE;
  for (const { token, member } of all) {
    owned[member] = (owned[member] ?? 0) + (token - before);
    before = token;
  }
  return owned.map((size) => size / TOKEN_SPACE);
}
