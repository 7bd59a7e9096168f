export const ROLES = ['Viewer', 'Editor', 'Admin'] as const;

export type Role = (typeof ROLES)[number];

export function parseRole(text: string | undefined): Role | undefined {
  return ROLES.find((role) => role === text);
}

/** Whether a role includes another. */
export function includesRole(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(other);
}

/** What each role adds in Grafana without a licence, as far as it matters here. Source: 12.3, pkg/api/accesscontrol.go. */
const GRANTED: Record<Role, string[]> = {
  Viewer: ['datasources:read', 'datasources:query', 'datasources.id:read', 'plugins.app:access', 'orgs:read'],
  Editor: ['datasources:explore'],
  Admin: ['datasources:create', 'datasources:write', 'datasources:delete', 'plugins:write', 'users:read'],
};

const QUERYING = new Set(['datasources:query', 'datasources:explore']);

/** @param query false: without the right to query, which Grafana with a licence can take away. */
export function listPermissions(role: Role, { query }: { query: boolean }): Record<string, true> {
  const actions = ROLES.filter((other) => includesRole(role, other)).flatMap((other) => GRANTED[other]);
  return Object.fromEntries(actions.filter((action) => query || !QUERYING.has(action)).map((action) => [action, true]));
}
