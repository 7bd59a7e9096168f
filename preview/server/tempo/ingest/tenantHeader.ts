/** Whose spans a request brings (`modules/distributor/receiver/middleware.go`, dskit's `tenant.ValidTenantID`). */
import { SINGLE_TENANT } from '../api/tenants';
import { GRPC, PushRefused } from './pushRefused';

const MAX_LENGTH = 150;

/**
 * @throws PushRefused without exactly one header; Tempo gives this error no code of its own, and what has none counts as
 *   unavailable
 */
export function tenantOf(header: string | undefined, multitenant: boolean): string {
  if (!multitenant) {
    return SINGLE_TENANT;
  }
  if (!header || header.includes(',')) {
    throw new PushRefused(GRPC.unavailable, 'no org id');
  }
  return header;
}

/** What is wrong with a tenant's name; null where nothing is. 2.6 takes any. */
export function complaintAboutTenant(id: string): string | null {
  const bad = /[^a-zA-Z0-9!\-_.*'()]/.exec(id);
  if (bad) {
    return `tenant ID '${id}' contains unsupported character '${bad[0]}'`;
  }
  if (id.length > MAX_LENGTH) {
    return `tenant ID is too long: max ${MAX_LENGTH} characters`;
  }
  return id === '.' || id === '..' ? "tenant ID is '.' or '..'" : null;
}
