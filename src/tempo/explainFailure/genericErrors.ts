import type { TempoFailureKind } from '../failure';
import type { ErrorEntry } from './errorEntry';

const generic = (kind: TempoFailureKind, title: string, cause: string, ...texts: string[]): ErrorEntry => ({
  id: `generic-${kind}`,
  title,
  cause,
  when: { kinds: [kind] },
  samples: [],
  remedies: texts.map((text) => ({ text })),
});

const TRY_AGAIN = 'Try again. If it lasts, look at the log of the query-frontend for this query.';
const SEE_BELOW = 'The words of the answer below are all that is known.';

/** What can be said of an error that nobody has met: one entry for each kind of failure. */
export const GENERIC_ERRORS: Readonly<Record<TempoFailureKind, ErrorEntry>> = {
  unreachable: generic('unreachable', 'Tempo cannot be reached', `No answer came. ${SEE_BELOW}`, TRY_AGAIN),
  unauthorised: generic(
    'unauthorised',
    'The request was refused',
    SEE_BELOW,
    'Check the credentials of the data source.'
  ),
  'no-tenant': generic(
    'no-tenant',
    'Tempo wants to know the tenant',
    SEE_BELOW,
    'Let the data source send X-Scope-OrgID.'
  ),
  'not-found': generic('not-found', 'There is no such page', SEE_BELOW, 'Check the URL of the data source.'),
  'bad-request': generic(
    'bad-request',
    'Tempo refused the request',
    `Tempo found something wrong with the query or its settings. ${SEE_BELOW}`,
    'Change what the message names, or take parts of the query away until it runs.'
  ),
  overloaded: generic(
    'overloaded',
    'Tempo is not able to answer now',
    `Tempo is overloaded or not ready. ${SEE_BELOW}`,
    'Try again in a moment, with a shorter range.'
  ),
  timeout: generic('timeout', 'No answer came in time', SEE_BELOW, 'Choose a shorter range or a narrower query.'),
  failed: generic(
    'failed',
    'Tempo failed to answer',
    `Something went wrong inside of Tempo. Before 2.8 it answers in this way to some wrong queries too. ${SEE_BELOW}`,
    TRY_AGAIN,
    'Take parts of the query away until it runs, to find what brings the error about.'
  ),
  'not-tempo': generic(
    'not-tempo',
    'Something else than Tempo answered',
    SEE_BELOW,
    'Check the URL of the data source.'
  ),
  malformed: generic(
    'malformed',
    'The answer cannot be read',
    `What came is not what this release of Tempo is known to answer. ${SEE_BELOW}`,
    'Check the URL of the data source, and whether a proxy changes answers.'
  ),
  unsupported: generic(
    'unsupported',
    'This Tempo cannot answer that',
    SEE_BELOW,
    'Ask in another way, or upgrade Tempo.'
  ),
};
