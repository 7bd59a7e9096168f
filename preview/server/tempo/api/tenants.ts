/** Whose data a request is about (`X-Scope-OrgID`; dskit's `user` and `tenant`). */
import { Trace } from '../model';
import { ApiRequest, badRequest, HttpError, TempoState } from './answer';

export const SINGLE_TENANT = 'single-tenant';

const MAX_LENGTH = 150;

/** @throws HttpError 401 without a tenant, 400 for a bad one */
export function tenantsOf(request: ApiRequest, state: TempoState): readonly string[] {
  if (!state.multitenant) {
    return [SINGLE_TENANT];
  }
  const header = request.headers['x-scope-orgid'];
  if (!header) {
    throw new HttpError(401, 'no org id\n');
  }
  const ids = [...new Set(header.split('|'))].sort();
  ids.forEach(validate);
  return ids;
}

function validate(id: string): void {
  const bad = /[^a-zA-Z0-9!\-_.*'()]/.exec(id);
  if (bad) {
    throw badRequest(`tenant ID '${id}' contains unsupported character '${bad[0]}'`);
  }
  if (id.length > MAX_LENGTH) {
    throw badRequest(`tenant ID is too long: max ${MAX_LENGTH} characters`);
  }
  if (id === '.' || id === '..') {
    throw badRequest(`tenant ID is '.' or '..'`);
  }
}

/** The traces of all tenants of a request that overlap the range. */
export function tracesOf(
  tenants: readonly string[],
  state: TempoState,
  range: { readonly startNs: bigint; readonly endNs: bigint } | null
): readonly Trace[] {
  const lists = tenants.map((tenant) => state.store.traces(tenant, range?.startNs, range?.endNs));
  const [only] = lists;
  return lists.length === 1 && only ? only : lists.flat();
}
