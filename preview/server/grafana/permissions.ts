import type { PluginRole } from '../pluginProxy/pluginRoute';

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

/**
 * What the roles that a plugin declares give to a basic role. A grant is inherited upwards: what Viewers get, Editors and
 * Admins have too. Actions must begin with the plugin's ID; Grafana refuses a role as a whole that has another one.
 *
 * Source: 12.3, pkg/services/accesscontrol/pluginutils/utils.go and accesscontrol.BuiltInRolesWithParents.
 */
export function listPluginPermissions(
  pluginId: string,
  roles: readonly PluginRole[],
  role: Role
): Record<string, true> {
  const actions = roles
    .filter(({ role: { permissions } }) => permissions.every(({ action }) => isActionOf(pluginId, action)))
    .filter(({ grants }) => grants.some((grant) => isGrantedTo(role, grant)))
    .flatMap(({ role: { permissions } }) => permissions.map(({ action }) => action));
  return Object.fromEntries(actions.map((action) => [action, true]));
}

function isActionOf(pluginId: string, action: string): boolean {
  return action.startsWith(`${pluginId}:`) || action.startsWith(`${pluginId}.`);
}

/** The preview's Admin is the server's administrator too. */
function isGrantedTo(role: Role, grant: string): boolean {
  const granted = parseRole(grant);
  return granted ? includesRole(role, granted) : grant === 'Grafana Admin' && role === 'Admin';
}

const QUERYING = new Set(['datasources:query', 'datasources:explore']);

/** @param query false: without the right to query, which Grafana with a licence can take away. */
export function listPermissions(role: Role, { query }: { query: boolean }): Record<string, true> {
  const actions = ROLES.filter((other) => includesRole(role, other)).flatMap((other) => GRANTED[other]);
  return Object.fromEntries(actions.filter((action) => query || !QUERYING.has(action)).map((action) => [action, true]));
}
