import type { Capabilities, TempoFailure } from '../../tempo';

/**
 * Whether a query failed for lack of a tenant. Grafana's proxy hides what was said with a 401; but wrong credentials would
 * have been refused to discovery as well, which asks for what needs no tenant.
 */
export function isTenantRefusal(failure: TempoFailure, { endpoints }: Pick<Capabilities, 'endpoints'>): boolean {
  if (failure.kind === 'no-tenant') {
    return true;
  }
  const mayAskOtherwise = endpoints.echo === 'answers' || endpoints.buildInfo === 'answers';
  return failure.kind === 'unauthorised' && failure.by === 'upstream' && mayAskOtherwise;
}
