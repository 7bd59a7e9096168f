import { type Clock, formatTime, shiftTimes } from './clock';

interface MemberlistState {
  Now: string;
  SortedMembers: Array<{ Name: string }>;
}

/** `/memberlist` as JSON at this time, without members that are lost. */
export function renderMemberlistJson(recorded: string, clock: Clock, lost: readonly string[] = []): string {
  const state = JSON.parse(shiftTimes(recorded, clock.shiftMs)) as MemberlistState;
  const members = state.SortedMembers.filter(({ Name }) => !lost.includes(Name));
  return `${JSON.stringify({ ...state, Now: formatTime(clock.nowMs()), SortedMembers: members })}\n`;
}

/** The same as a page. */
export function renderMemberlistPage(page: string, { nowMs }: Clock, lost: readonly string[] = []): string {
  const now = new Date(nowMs()).toISOString().replace('T', ' ').replace('Z', '');
  let count = Number(/has <strong>(\d+)<\/strong> members/.exec(page)?.[1] ?? 0);
  const withoutLost = page.replace(/\s*<tr>(?:(?!<tr>)[\s\S])*?<\/tr>/g, (row) => {
    const isLost = lost.some((name) => row.includes(`>${name}<`));
    count -= isLost ? 1 : 0;
    return isLost ? '' : row;
  });
  return withoutLost
    .replace(/has <strong>\d+<\/strong> members/, `has <strong>${count}</strong> members`)
    .replace(/Status @ [\d-]+ [\d:.]+/, `Status @ ${now}`);
}
