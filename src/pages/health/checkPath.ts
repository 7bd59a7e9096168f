import { chapterPath } from '../../panels';

/** The parameter of the URL that names the check to be shown. */
const CHECK_PARAMETER = 'check';

/** The tab of the checks, with one of them in sight. */
export function checkPath(checkId: string, search: string): string {
  const path = chapterPath('health', search);
  return `${path}${path.includes('?') ? '&' : '?'}${CHECK_PARAMETER}=${encodeURIComponent(checkId)}`;
}

/** The check that a URL names; undefined where it names none. */
export function readCheck(search: string): string | undefined {
  return new URLSearchParams(search).get(CHECK_PARAMETER) ?? undefined;
}
