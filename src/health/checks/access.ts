import { fine, found, unknown, type Check, type CheckInput, type Judgement } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { formatCount } from '../formatValue';
import { answersTo, nameOfProcess, whyUnanswered } from '../processAnswers';
import { advice, setting } from '../remedy';

/** Routes that change something, some of them by a plain GET (cmd/tempo/app/modules.go, 2.6.1 and 3.0.3). */
const CHANGING_BY_GET = ['/shutdown', '/flush'];
const CHANGING_BY_OTHERS = [
  '/ingester/prepare-partition-downscale',
  '/live-store/prepare-partition-downscale',
  '/live-store/prepare-downscale',
  '/api/overrides',
];
const PROFILES = '/debug/pprof';

/** Who may do and see what through Grafana. */
export const ACCESS_CHECKS: readonly Check[] = [
  {
    id: 'access.tenant-missing',
    title: 'The data source sends no tenant',
    looksAt: 'Whether Tempo wants a tenant, and whether the data source sends one.',
    cause:
      'With multi-tenancy every query needs the header X-Scope-OrgID. Without it Tempo answers "no org id", and Grafana shows failed queries only.',
    severity: 'critical',
    confidence: 'certain',
    judge: judgeTenant,
    remedies: [
      advice('Add a custom header to the Tempo data source: X-Scope-OrgID with the name of the tenant (several: a|b).'),
      {
        text: 'The same as provisioning.',
        config: {
          plain: {
            file: 'tempo.yaml',
            yaml: '# Grafana: provisioning/datasources/tempo.yaml\njsonData:\n  httpHeaderName1: X-Scope-OrgID\nsecureJsonData:\n  httpHeaderValue1: TENANT',
          },
        },
      },
    ],
    doc: HEALTH_DOCS.multitenancy,
  },
  {
    id: 'access.changing-routes',
    title: 'Viewers can change or stop Tempo through the data source',
    looksAt: 'The routes of the process behind the data source. They are never called.',
    cause:
      'Whoever may query a data source may send any request through its proxy in Grafana. Behind this one are routes that change state; some do so on a plain GET, such as /shutdown, which stops the ingester.',
    severity: 'warning',
    confidence: 'certain',
    judge: judgeChangingRoutes,
    remedies: [
      advice('Let the data source point at a query-frontend or gateway in microservices mode: it has no such route.', {
        topology: 'microservices',
      }),
      advice('Put a reverse proxy in front of the single binary that lets only /api/ pass.', {
        topology: 'single-binary',
      }),
      advice('Or restrict who may query the data source (permissions of data sources, Grafana Enterprise and Cloud).'),
    ],
    doc: HEALTH_DOCS.api,
  },
  {
    id: 'access.profiles',
    title: 'Viewers can profile Tempo through the data source',
    looksAt: 'Whether the process behind the data source has /debug/pprof.',
    cause:
      'A profile costs the process CPU for as long as it is asked for, and a dump of memory can hold data of traces. Every process of Tempo has the route.',
    severity: 'info',
    confidence: 'certain',
    judge: judgeProfiles,
    remedies: [advice('Let the data source point at a gateway (nginx of the chart): it passes /api/ only.')],
    doc: HEALTH_DOCS.api,
  },
  {
    id: 'access.secrets-shown',
    title: 'Tempo shows secrets in its configuration',
    looksAt:
      'Values in /status/config and /status/runtime_config that look secret and are not masked. The app masks them itself.',
    cause:
      'Tempo masks only some of its secrets. Whoever reaches the page, also through the proxy of the data source, can read the others.',
    severity: 'warning',
    confidence: 'likely',
    judge: judgeSecrets,
    remedies: [
      advice(
        'Take headers and passwords from files where there is such a key: password_file, credentials_file, bearer_token_file.'
      ),
      advice('For storage use the identity of the pod (IRSA, workload identity) in place of keys.'),
      advice('Environment variables (-config.expand-env) do not help: the page shows what they stand for.'),
    ],
    doc: HEALTH_DOCS.api,
  },
  {
    id: 'access.tenants-unprotected',
    title: 'Several tenants, and Tempo does not ask which',
    looksAt: 'Tenants in metrics, and whether the data source sends one.',
    cause: 'Spans come with different tenants, but the data source names none. People see one of them, or none.',
    severity: 'info',
    confidence: 'possible',
    judge: judgeTenants,
    remedies: [
      advice('Make a data source for each tenant, with its header X-Scope-OrgID.'),
      setting(
        'Or let one query several at once: X-Scope-OrgID: a|b.',
        'query_frontend.multi_tenant_queries_enabled',
        'true'
      ),
    ],
    panel: 'ingestion.tenants',
    doc: HEALTH_DOCS.multitenancy,
  },
];

function judgeTenant({ evidence }: CheckInput): Judgement {
  const { tenantMissing, sendsTenant } = evidence.dataSource;
  if (tenantMissing) {
    return found('Tempo answers that it needs a tenant.');
  }
  const { search, tags } = evidence.probes;
  if (isRefusedWithoutTenant(evidence)) {
    return found('A query was answered with "no org id".');
  }
  return search?.ok || tags?.ok || sendsTenant
    ? fine(sendsTenant ? 'The data source sends a tenant.' : 'Queries are answered without a tenant.')
    : unknown('No query was asked through the data source.');
}

function isRefusedWithoutTenant({ probes: { search, tags, metrics } }: CheckInput['evidence']): boolean {
  return [search, tags, metrics].some((probe) => probe?.ok === false && probe.failure.kind === 'no-tenant');
}

function judgeChangingRoutes({ evidence }: CheckInput): Judgement {
  const routes = routesOfDataSource(evidence);
  if ('missing' in routes) {
    return unknown(routes.missing);
  }
  const byGet = CHANGING_BY_GET.filter((route) => routes.list.includes(route));
  const byOthers = CHANGING_BY_OTHERS.filter((route) => routes.list.some((one) => one.endsWith(route)));
  const subjects = [
    ...byGet.map((name) => ({ name, detail: 'by a plain GET' })),
    ...byOthers.map((name) => ({ name, detail: 'by POST or DELETE' })),
  ];
  return subjects.length === 0
    ? fine('The process behind the data source has no route that changes anything (but the forms of ring pages).')
    : found(`Reachable: ${subjects.map(({ name }) => name).join(', ')}.`, {
        subjects,
        ...(byGet.length > 0
          ? { severity: 'warning' as const }
          : {
              severity: 'info' as const,
              cause:
                'Whoever may query a data source may send any request through its proxy in Grafana. Behind this one are routes that change state by POST or DELETE.',
            }),
      });
}

function judgeProfiles({ evidence }: CheckInput): Judgement {
  const routes = routesOfDataSource(evidence);
  if ('missing' in routes) {
    return unknown(routes.missing);
  }
  if (routes.list.includes(PROFILES)) {
    return found(`${PROFILES} can be reached through the data source.`);
  }
  // Every process has both; a server that also streams has them beside the router (cmd/tempo/app/server_service.go), and lists neither.
  return !routes.list.includes('/metrics')
    ? found(
        `The list of routes leaves out /metrics and ${PROFILES}, as with stream_over_http_enabled: both answer all the same.`,
        { confidence: 'likely' }
      )
    : fine(`${PROFILES} is not among the routes.`);
}

function routesOfDataSource({ processes }: CheckInput['evidence']): { list: readonly string[] } | { missing: string } {
  const behind = processes.find(({ via, routes }) => via === 'data source' && routes !== undefined);
  if (behind?.routes?.ok) {
    return { list: behind.routes.value };
  }
  return {
    missing: behind
      ? 'The list of routes (/status/endpoints) does not come through the data source: a gateway is in between, which is what it should be.'
      : 'The list of routes was not asked for.',
  };
}

function judgeSecrets({ evidence }: CheckInput): Judgement {
  const config = answersTo(evidence, 'config');
  const runtime = answersTo(evidence, 'runtimeConfig');
  if (config.answers.length === 0 && runtime.answers.length === 0) {
    return unknown(whyUnanswered('config', config.failures));
  }
  const pages = [
    ...config.answers.map((answer) => ({ ...answer, page: '/status/config' })),
    ...runtime.answers.map((answer) => ({ ...answer, page: '/status/runtime_config' })),
  ];
  // The defaults of the one are the `overrides.defaults` of the other: all that is shown twice is named twice.
  const shown = new Map(
    pages.flatMap(({ process, value, page }) =>
      value.exposed.map((path): [string, string] => [`${path} in ${page}`, nameOfProcess(process)])
    )
  );
  return shown.size === 0
    ? fine('No value that looks secret is shown.')
    : found(`${formatCount(shown.size, 'value looks secret and is', 'values look secret and are')} shown.`, {
        subjects: [...shown].map(([name, process]) => ({ name, detail: `shown by ${process}` })),
      });
}

function judgeTenants({ evidence }: CheckInput): Judgement {
  const { tenants, sendsTenant, tenantMissing } = evidence.dataSource;
  if (tenantMissing || isRefusedWithoutTenant(evidence)) {
    return fine('Tempo asks for the tenant: see "The data source sends no tenant".');
  }
  if (sendsTenant === undefined) {
    return unknown('Whether the data source sends a tenant is not known.');
  }
  return tenants.length > 1 && !sendsTenant
    ? found(`There are ${tenants.length} tenants: ${tenants.slice(0, 5).join(', ')}.`)
    : fine('There is one tenant, or the data source names its own.');
}
