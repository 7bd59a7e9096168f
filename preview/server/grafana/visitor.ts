import type { IncomingMessage } from 'node:http';

import type { AppPlugin } from './appPlugin';
import { listPermissions, listPluginPermissions, parseRole, type Role } from './permissions';
import { parseScenarios, type Scenario } from './scenarios';

/** Given out with the first page, so that what a browser stores is its own. */
export const VISITOR_COOKIE = 'preview_visitor';

/** Who asks, and how the preview shall behave for them: all of it by cookies, so that tests do not disturb each other. */
export interface Visitor {
  /** Tells browsers apart; empty before the first page. */
  id: string;
  role: Role;
  theme: 'dark' | 'light';
  scenarios: Set<Scenario>;
  permissions: Record<string, true>;
}

/** @param defaultRole for requests without the cookie `preview_role`. */
export function identifyVisitor(request: IncomingMessage, url: URL, defaultRole: Role): Visitor {
  const cookies = parseCookies(request.headers.cookie ?? '');
  const role = parseRole(cookies.preview_role) ?? defaultRole;
  const scenarios = parseScenarios(cookies.preview_scenario ?? '');
  const theme = (url.searchParams.get('theme') ?? cookies.preview_theme) === 'light' ? 'light' : 'dark';
  const id = cookies[VISITOR_COOKIE] ?? '';
  return { id, role, theme, scenarios, permissions: listPermissions(role, { query: !scenarios.has('no-permission') }) };
}

/** The visitor with what the plugin's own roles give them. */
export function addPluginPermissions(visitor: Visitor, { id, roles = [] }: Pick<AppPlugin, 'id' | 'roles'>): Visitor {
  const own = listPluginPermissions(id, roles, visitor.role);
  return { ...visitor, permissions: { ...visitor.permissions, ...own } };
}

export function parseCookies(header: string): Record<string, string | undefined> {
  return Object.fromEntries(
    header.split(';').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), safeDecode(value.join('=').trim())];
    })
  );
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
