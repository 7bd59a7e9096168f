import { DOCS } from './documentation';
import type { EntryRemedy, ErrorEntry } from './errorEntry';

const SEND_TENANT: EntryRemedy = {
  text: 'Let the Tempo data source send the tenant.',
  config: {
    key: 'jsonData.httpHeaderName1',
    example:
      'datasources:\n  - name: Tempo\n    type: tempo\n    jsonData:\n      httpHeaderName1: X-Scope-OrgID\n    secureJsonData:\n      httpHeaderValue1: my-tenant',
    releases: 'Grafana, all releases',
  },
};

/**
 * The question did not reach Tempo, or not with the right credentials; or something else answered.
 *
 * Sources: dskit user and tenant (Tempo 2.6.1, 3.0.3); Grafana 12.3 pkg/api/pluginproxy/ds_proxy.go,
 * pkg/services/datasourceproxy, pkg/util/proxyutil; recordings of a multi-tenant 2.6.1.
 */
export const ACCESS_ERRORS: readonly ErrorEntry[] = [
  {
    id: 'no-tenant',
    title: 'Tempo wants to know the tenant',
    cause: 'This Tempo keeps tenants apart (multitenancy_enabled) and the request names none.',
    when: { said: /no org id/ },
    samples: ['no org id'],
    remedies: [
      SEND_TENANT,
      {
        text: 'Or switch tenants off. Data written for tenants is not found then.',
        config: { key: 'multitenancy_enabled', example: 'multitenancy_enabled: false', releases: '2.6 and later' },
      },
    ],
    links: [DOCS.multitenancy, DOCS.dataSource],
  },
  {
    id: 'bad-tenant',
    title: 'The name of the tenant is not valid',
    cause: "Tenants have at most 150 letters, digits and ! - _ . * ' ( ). Several are joined with |.",
    when: { said: /tenant ID .*(unsupported character|too long|not allowed)|tenant ID is/ },
    samples: ["tenant ID '../x' contains unsupported character '/'", 'tenant ID is too long: max 150 characters'],
    remedies: [SEND_TENANT],
    links: [DOCS.multitenancy],
  },
  {
    id: 'several-tenants',
    title: 'This question can be asked for one tenant only',
    cause:
      'The data source names several tenants (a|b), which this endpoint does not take, or which has been switched off.',
    when: { said: /multi-tenant query unsupported|multiple org IDs present/ },
    samples: ['multi-tenant query unsupported'],
    remedies: [
      { text: 'Use a data source with one tenant.' },
      {
        text: 'Or allow queries over several.',
        config: {
          key: 'query_frontend.multi_tenant_queries_enabled',
          example: 'query_frontend:\n  multi_tenant_queries_enabled: true',
          releases: '2.6 and later',
        },
      },
    ],
    links: [DOCS.multitenancy],
  },
  {
    id: 'credentials-refused',
    title: 'Tempo, or a gateway before it, did not accept the credentials of the data source',
    cause:
      'Grafana passes on every "unauthorized" in these words and leaves out what was said. A multi-tenant Tempo says the same to requests without a tenant.',
    when: { said: /Authentication to data source failed/ },
    samples: ['Authentication to data source failed'],
    remedies: [
      { text: 'Check user and password, token or certificate of the Tempo data source.' },
      { ...SEND_TENANT, text: 'If Tempo is multi-tenant, let the data source send the tenant.' },
    ],
    links: [DOCS.dataSource, DOCS.multitenancy],
  },
  {
    id: 'grafana-denied',
    title: 'You may not query this data source',
    cause:
      'Grafana refused the request before it reached Tempo: your user lacks the permission to query the data source.',
    when: { kinds: ['unauthorised'], by: 'grafana' },
    samples: ['Access denied to datasource', "You'll need additional permissions to perform this action"],
    remedies: [
      { text: 'Ask an administrator for the permission to query this data source (datasources:query).' },
      { text: 'If you were signed out meanwhile, reload the page and sign in.' },
    ],
    links: [DOCS.dataSourcePermissions],
  },
  {
    id: 'gateway-denied',
    title: 'A gateway before Tempo refused the request',
    cause: 'A proxy, service mesh or hosted service between Grafana and Tempo does not let this request through.',
    when: { kinds: ['unauthorised'] },
    samples: ['RBAC: access denied', '403 Forbidden nginx'],
    remedies: [
      { text: 'Check the credentials of the Tempo data source.' },
      { text: 'Check that the gateway lets GET requests to /api/* through.' },
    ],
    links: [DOCS.dataSource],
  },
  {
    id: 'data-source-missing',
    title: 'Grafana does not have this data source, or cannot use it',
    cause: 'It was deleted or renamed, its URL is not valid, or its plugin is missing.',
    when: {
      said: /Unable to find datasource|data source not found|Unable to load datasource|Invalid data source URL|Failed creating data source proxy/i,
    },
    samples: ['Unable to find datasource', 'Invalid data source URL: "tempo"'],
    remedies: [
      { text: 'Choose another Tempo data source, or reload the page.' },
      {
        text: 'Check the URL of the data source: it needs the scheme, host and port of the query-frontend, gateway or single binary.',
      },
    ],
    links: [DOCS.dataSource],
  },
  {
    id: 'slash-in-name',
    title: 'This release cannot list the values of a name with a slash',
    cause:
      'Before 2.10 the address of the request ends at the slash, so Tempo would answer that there is no such page.',
    when: [
      { kinds: ['unsupported'], said: /the name has a slash/ },
      { kinds: ['not-found'], path: /^\/api\/v2\/search\/tag\/.*%2F/ },
    ],
    samples: ['Tempo before 2.10 cannot list the values of span."a/b": the name has a slash.'],
    remedies: [
      { text: 'Type the value: queries with such names work in every release.' },
      { text: 'Upgrade Tempo to 2.10 or later.' },
    ],
    links: [DOCS.api],
  },
  {
    id: 'trace-not-found',
    title: 'Tempo does not have this trace',
    cause:
      'It was never received, was dropped by sampling or a limit, is older than the retention, or has not arrived yet.',
    when: { kinds: ['not-found'], questions: ['trace'], said: /^$|trace not found/ },
    samples: [''],
    remedies: [
      { text: 'Check the ID, and that this is the Tempo and the tenant that the trace was sent to.' },
      { text: 'Wait a moment if the trace is new.' },
      { text: 'Compare its age with the retention, and look for discarded spans on the Ingestion page.' },
    ],
    links: [DOCS.traceMissing],
  },
  {
    id: 'route-missing',
    title: 'Tempo does not have this page',
    cause:
      'The URL of the data source leads to a Tempo component that does not answer queries, lacks the prefix that Tempo was configured with, or the release is too old for this question.',
    when: { kinds: ['not-found'], said: /404 page not found|^$/ },
    samples: ['404 page not found'],
    remedies: [
      { text: 'Let the URL of the data source point to the query-frontend, the gateway or the single binary.' },
      {
        text: 'If Tempo has a prefix, add it to the URL of the data source.',
        config: { key: 'http_api_prefix', example: 'http_api_prefix: /tempo', releases: '2.6 and later' },
      },
    ],
    links: [DOCS.dataSource, DOCS.api],
  },
  {
    id: 'gateway-not-found',
    title: 'Something before Tempo does not know this page',
    cause: 'A gateway answered, and it passes only some addresses on.',
    when: { kinds: ['not-found'] },
    samples: ['404 Not Found nginx'],
    remedies: [
      {
        text: 'Check the URL of the data source, and that the gateway passes everything below /api on to the query-frontend.',
      },
    ],
    links: [DOCS.dataSource],
  },
  {
    id: 'not-tempo',
    title: 'Something else than Tempo answered, with a web page',
    cause: 'A sign-in page, an error page of a proxy, or another service stands under the URL of the data source.',
    when: { kinds: ['not-tempo'] },
    samples: ['<!DOCTYPE html><html><title>Sign in</title>'],
    remedies: [
      { text: 'Check the URL of the data source by opening it with /api/echo at its end: Tempo answers "echo".' },
      { text: 'If a proxy wants a sign-in, give the data source credentials that it accepts.' },
    ],
    links: [DOCS.dataSource],
  },
  {
    id: 'cut-answer',
    title: 'The answer ends in the middle',
    cause:
      'The connection was closed while a large answer was on its way: a proxy with a size or time limit, or a process that ran out of memory.',
    when: { kinds: ['malformed'], said: /^[{[](?![\s\S]*[}\]]…?$)/ },
    samples: ['{"traces":[{"traceID":"2f3e'],
    remedies: [
      { text: 'Ask for less: a lower limit, fewer spans of each spanset, a shorter range.' },
      {
        text: 'Give Tempo more time to write answers.',
        config: {
          key: 'server.http_server_write_timeout',
          example: 'server:\n  http_server_write_timeout: 2m',
          releases: '2.6 and later',
        },
      },
    ],
    links: [DOCS.dataProxy],
  },
  {
    id: 'bad-gateway',
    title: 'Grafana cannot reach Tempo',
    cause:
      'Nothing answers under the URL of the data source: the name does not resolve, the port is closed, or a network policy is in the way.',
    when: { kinds: ['unreachable'], said: /^(\d* ?Bad Gateway.*)?$/i },
    samples: ['', 'Bad Gateway'],
    remedies: [
      { text: 'Check the URL of the data source from where Grafana runs, not from your browser.' },
      {
        text: 'Check that the query-frontend, gateway or single binary runs, and that Grafana may connect to its port (3200 by default, 80 of the gateway).',
      },
    ],
    links: [DOCS.dataSource],
  },
  {
    id: 'connection-lost',
    title: 'The browser could not reach Grafana, or the connection broke',
    cause:
      'The network is interrupted, Grafana is being restarted, or a proxy closed the connection before an answer came.',
    when: { kinds: ['unreachable'], said: /Failed to fetch|NetworkError|Load failed|TimeoutError|network|ERR_/i },
    samples: ['Failed to fetch', 'TimeoutError'],
    remedies: [
      { text: 'Check your connection and try again.' },
      {
        text: 'If only long queries fail so, a proxy gives up waiting: choose a shorter range, or let it wait longer.',
      },
    ],
  },
];
