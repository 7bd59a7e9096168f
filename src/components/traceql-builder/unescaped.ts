/** For texts with words of the query or of Tempo: React escapes what it shows, and must not get it escaped already. */
export const UNESCAPED = { escapeValue: false };
