import { expandVariables } from '../preview/server/grafana/expandVariables';
import { readDataSources, readProvisionedApp } from '../preview/server/grafana/readProvisioning';
import { projectPath } from '../preview/server/projectPaths';
import { COMPONENTS } from '../src/tempo';
import { CALL_COUNTERS } from '../src/signals/traced/tracedInventory';
import { at, listFiles, listTexts, readEnvironment, readText, readYaml, type Yaml } from './readYaml';

const DEFAULTS = readEnvironment('provisioning/defaults.env');
const FILES = listFiles('provisioning', /\.ya?ml$/);
const sources = readDataSources(projectPath('provisioning/datasources'), DEFAULTS);
const [loki, prometheus, tempo] = sources.map(({ jsonData }) => jsonData);

/** Names that Grafana would take from its environment, by its rules: `$$` is none. */
function listVariables(text: string): string[] {
  return text
    .split('$$')
    .flatMap((part) =>
      [...part.matchAll(/\$(?:__env)?\{([^}]*)\}|\$(\w+)/g)].map(([, braced, plain]) => braced ?? plain ?? '')
    );
}

const variables = new Set(
  FILES.filter((path) => !path.includes('alerting')).flatMap((path) => listTexts(readYaml(path)).flatMap(listVariables))
);

it.each(FILES)('%s is strict YAML of the first version of the format', (path) => {
  expect(readYaml(path).apiVersion).toBe(1);
});

describe('variables', () => {
  it('are found where they are', () => {
    expect(listVariables('a${B}$C$${d}$$__e${F:-x}')).toEqual(['B', 'C', 'F:-x']);
    expect(variables.size).toBeGreaterThan(10);
  });

  it('have a default each, and no other has', () => {
    expect(Object.keys(DEFAULTS).sort()).toEqual([...variables].sort());
  });

  it('are explained each, and no other is', () => {
    const explained = [...readText('provisioning/README.md').matchAll(/^\| `([A-Z_]+)` /gm)].map(([, name]) => name);
    expect(explained.sort()).toEqual([...variables].sort());
  });

  it('of components are those that the app has settings for', () => {
    const app = readProvisionedApp(projectPath('provisioning/plugins'), 'tempo-companion-app', { ...DEFAULTS });
    const settings = Object.keys(app.jsonData).filter((key) => key.endsWith('Url'));
    expect(settings).toHaveLength(COMPONENTS.length);
    expect(app.enabled).toBe(true);
    expect(app.jsonData).toMatchObject({ tempoUid: 'tempo', metricsUid: 'prometheus' });
  });
});

describe('data sources', () => {
  it('have the ids that all else names, and one is the default', () => {
    expect(sources.map(({ uid, type }) => [uid, type])).toEqual([
      ['loki', 'loki'],
      ['prometheus', 'prometheus'],
      ['tempo', 'tempo'],
    ]);
    expect(sources.filter(({ isDefault }) => isDefault).map(({ uid }) => uid)).toEqual(['prometheus']);
  });

  it('lead to each other, and to nobody else', () => {
    const uids = sources.map(({ jsonData }) => [...JSON.stringify(jsonData).matchAll(/"datasourceUid":"([^"]*)"/g)]);
    expect(new Set(uids.flat().map(([, uid]) => uid))).toEqual(new Set(['loki', 'prometheus', 'tempo']));
  });

  it.each([
    ['TEMPO', 'tempo'],
    ['LOKI', 'loki'],
    ['PROMETHEUS', 'prometheus'],
  ])('take address and tenant from the variables of %s', (name, uid) => {
    const env = { [`${name}_URL`]: 'http://here:1', [`${name}_TENANT`]: 'team-a' };
    const source = readDataSources(projectPath('provisioning/datasources'), env).find((each) => each.uid === uid);
    expect(source).toMatchObject({
      url: 'http://here:1',
      jsonData: { httpHeaderName1: 'X-Scope-OrgID' },
      secureJsonData: { httpHeaderValue1: 'team-a' },
    });
  });

  it('stream only where they are told to', () => {
    const streamingOf = (env: Record<string, string>) =>
      readDataSources(projectPath('provisioning/datasources'), env).find(({ uid }) => uid === 'tempo')?.jsonData
        .streamingEnabled;
    expect(streamingOf({})).toEqual({ search: '', metrics: '' });
    expect(streamingOf({ TEMPO_STREAMING: 'true' })).toEqual({ search: true, metrics: true });
  });

  it('show Tempo Companion whether there is a tenant', () => {
    expect(tempo).toMatchObject({ tenant: '' });
  });
});

describe('spans lead to', () => {
  it('logs, by attributes as objects, in a time that is wider than the span', () => {
    expect(tempo?.tracesToLogsV2).toMatchObject({
      datasourceUid: 'loki',
      customQuery: true,
      tags: [{ key: 'service.name', value: 'service_name' }],
      spanStartTimeShift: expect.stringMatching(/^-\d+m$/),
      spanEndTimeShift: expect.stringMatching(/^\d+m$/),
    });
    expect(tempo).not.toHaveProperty('tracesToLogs');
  });

  it('logs, by the query that the documentation explains', () => {
    const query = String(at(tempo, 'tracesToLogsV2', 'query'));
    const documented = /```logql\n([^`]+(?:`[^`\n]+`[^`]+)*)\n```/.exec(readText('docs/provisioning.md'))?.[1];
    expect(query).toBe(documented?.replaceAll('\n', ' '));
    expect(query).toContain('{${__tags}}');
    expect(query.match(/\$\{__span\.traceId\}/g)).toHaveLength(4);
  });

  it('metrics that Tempo makes', () => {
    const queries = at(tempo, 'tracesToMetrics', 'queries') as Array<{ name: string; query: string }>;
    expect(queries).toHaveLength(3);
    const names = queries.flatMap(({ query }) => query.match(/traces_\w+/g) ?? []);
    expect(new Set(names)).toEqual(new Set([CALL_COUNTERS[0], 'traces_spanmetrics_latency_bucket']));
    for (const { query } of queries) {
      expect(query).toMatch(/\{[^}]*\$__tags\}\[\$__rate_interval\]/);
    }
  });
});

describe('log lines lead to traces', () => {
  const ID = '4bf92f3577b34da6a3ce929d0e0e4736';
  const fields = at(loki, 'derivedFields') as Array<{
    name: string;
    matcherType: string;
    matcherRegex: string;
    url: string;
  }>;
  const inLine = fields.filter(({ matcherType }) => matcherType === 'regex');
  const inLabel = fields.filter(({ matcherType }) => matcherType === 'label');

  it('by fields with names of their own', () => {
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    for (const field of fields) {
      expect(field).toMatchObject({ url: '${__value.raw}', datasourceUid: 'tempo' });
    }
  });

  it.each([
    `level=info traceID=${ID} msg="x"`,
    `trace_id=${ID}`,
    `{"traceId":"${ID}","msg":"x"}`,
    `{"trace_id": "${ID}"}`,
    `msg="{\\"traceID\\":\\"${ID}\\"}"`,
    `TraceId: ${ID}`,
    `[trace-id=${ID}]`,
    `GET / traceparent=00-${ID}-00f067aa0ba902b7-01`,
    `"traceparent":"00-${ID}-00f067aa0ba902b7-00"`,
  ])('%s', (line) => {
    const found = inLine.map(({ matcherRegex }) => new RegExp(matcherRegex).exec(line)?.[1]).filter(Boolean);
    expect(found).toEqual([ID]);
  });

  it.each([
    'level=info msg="no trace here"',
    'traceID=short',
    `sha256=${ID}${ID}`,
    `traceID=${ID}${ID}`,
    'trace_id_in_line=true',
  ])('but not %s', (line) => {
    expect(inLine.filter(({ matcherRegex }) => new RegExp(matcherRegex).test(line))).toEqual([]);
  });

  it.each([
    ['trace_id', true],
    ['traceid', true],
    ['traceID', true],
    ['traceId', true],
    ['trace_id_in_line', false],
    ['parent_trace_id', false],
    ['span_id', false],
  ])('by the label %s: %s', (label, leads) => {
    expect(inLabel.some(({ matcherRegex }) => new RegExp(matcherRegex).test(label))).toBe(leads);
  });
});

it('exemplars lead to traces by both usual names of their label', () => {
  expect(at(prometheus, 'exemplarTraceIdDestinations')).toMatchObject([
    { name: 'trace_id', datasourceUid: 'tempo' },
    { name: 'traceID', datasourceUid: 'tempo' },
  ]);
});

it('no dollar sign is lost', () => {
  const raw = FILES.filter((path) => path.includes('datasources')).flatMap(
    (path) => readYaml(path).datasources as Yaml[]
  );
  const lost = raw.flatMap(listTexts).filter((text) => {
    const meant = text.replaceAll(/\$\$/g, '');
    return /\$(?!\{[A-Z_]+\})/.test(meant) || /\$\{(?![A-Z_]+\})/.test(meant);
  });
  expect(lost).toEqual([]);
  expect(expandVariables('$${__span.traceId}', DEFAULTS)).toBe('${__span.traceId}');
});
