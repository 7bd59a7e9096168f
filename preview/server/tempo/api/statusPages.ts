/**
 * Status pages, rings and overrides: those of a real single binary of the release (`statusPages.json.br`), with the
 * times of now. What they say of ports and addresses is what that binary said.
 */
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { projectPath } from '../../projectPaths';
import { Behaviour } from '../behaviour';

export interface StatusPage {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** What `Accept: application/json` gets. */
  readonly json?: string;
}

/** By path, with `?mode=diff` where that differs. */
export type StatusPages = Readonly<Record<string, StatusPage | undefined>>;

export function loadStatusPages(behaviour: Behaviour): StatusPages {
  const file = projectPath('preview/server/tempo/api/statusPages.json.br');
  const all = JSON.parse(brotliDecompressSync(readFileSync(file)).toString('utf8')) as Record<string, StatusPages>;
  const recorded = behaviour.generation === '2.6' ? '2.6.1' : '3.0.3';
  const pages = all[recorded] ?? {};
  if (recorded === behaviour.version) {
    return pages;
  }
  // Another release of the same generation: the same pages under its version.
  const text = JSON.stringify(pages).replaceAll(`version ${recorded}`, `version ${behaviour.version}`);
  return JSON.parse(
    text.replaceAll(`\\"version\\":\\"${recorded}\\"`, `\\"version\\":\\"${behaviour.version}\\"`)
  ) as StatusPages;
}

const RFC_3339 = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Moves all times of a JSON page by as much as its `now` is away from now. The year 1 stays. */
export function withTimesOfNow(body: string, nowMs: number): string {
  const recorded = /"now":"([^"]+)"/.exec(body)?.[1];
  if (recorded === undefined) {
    return body;
  }
  const shift = nowMs - Date.parse(recorded);
  return body.replace(RFC_3339, (time) => {
    const ms = Date.parse(time);
    return ms < 0 ? time : new Date(ms + shift).toISOString().replace(time.includes('.') ? '' : /\.\d+/, '');
  });
}

/** The line of HTML pages that says when they were made. */
export function withCurrentTime(body: string, nowMs: number, startedMs: number): string {
  const time = new Date(nowMs).toISOString().replace('T', ' ').replace('Z', '');
  const uptime = ((nowMs - startedMs) / 1000).toFixed(9);
  return body.replace(
    /Current time: \d{4}-\d\d-\d\d [\d:.]+ &#43;0000 UTC m=&#43;[\d.]+/g,
    `Current time: ${time}000000 &#43;0000 UTC m=&#43;${uptime}`
  );
}
