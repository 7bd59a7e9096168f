import { CHAPTERS } from '../signals';
import { configAt, type ConfigMap } from '../tempo';
import { parseYaml } from '../tempo/configuration/parseYaml';
import { RECORDED_COMPONENTS } from '../tempo/testdata/recordedComponents';
import { CHECKS } from './catalogue';
import { THEMES } from './check';
import { remediesFor } from './remedy';

const SIGNALS = new Set(
  CHAPTERS.flatMap(({ sections }) => sections).flatMap(({ signals }) => signals.map(({ id }) => id))
);
const REMEDIES = CHECKS.flatMap(({ id, remedies, requires }) =>
  remedies.map((remedy) => ({ id, remedy, generation: remedy.generation ?? requires?.generation }))
);

function configurationOf(system: string): ConfigMap {
  const body = RECORDED_COMPONENTS.find((answer) => answer.system === system && answer.path === '/status/config')?.body;
  return parseYaml((body ?? '').replace(/^GET .*\n/, '')) as ConfigMap;
}

const CONFIGURATIONS = { '2.x': configurationOf('2.6.1 single binary'), '3.x': configurationOf('3.0.3 single binary') };

/** Not on the page of a Tempo that does not use them. */
const OPTIONAL =
  /^(overrides\.|distributor\.(receivers|max_attribute)|cache|metrics_generator\.storage\.remote_write|block_builder)/;

it('has many checks with names of their own', () => {
  expect(CHECKS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  expect(new Set(CHECKS.map(({ title }) => title)).size).toBe(CHECKS.length);
  expect(new Set(CHECKS.map(({ id }) => id.split('.')[0]))).toEqual(new Set(THEMES));
});

it.each(CHECKS.map((check) => [check.id, check] as const))('%s: is written whole', (_, check) => {
  const sentences = [check.cause, check.looksAt, ...check.remedies.map(({ text }) => text)];
  for (const text of sentences) {
    expect(text).toMatch(/[.?…)|]$/);
    expect(text).not.toMatch(/ {2}|\bTODO\b|undefined/);
  }
  expect(check.title).not.toMatch(/\.$/);
  expect(check.remedies.length).toBeGreaterThan(0);
  expect(check.panel === undefined || SIGNALS.has(check.panel)).toBe(true);
  for (const generation of ['2.x', '3.x'] as const) {
    if (!check.requires?.generation || check.requires.generation === generation) {
      for (const topology of ['single-binary', 'microservices'] as const) {
        const isHere = !check.requires?.topology || check.requires.topology === topology;
        const count = remediesFor(check.remedies, { generation, topology }).length;
        expect({ generation, topology, count }).toEqual({
          generation,
          topology,
          count: isHere ? expect.any(Number) : count,
        });
        expect(isHere ? count : 1).toBeGreaterThan(0);
      }
    }
  }
});

it.each(
  REMEDIES.filter(({ remedy }) => remedy.config).map(
    ({ id, remedy, generation }) => [id, remedy.text, remedy, generation] as const
  )
)('%s: "%s" is configuration of this release', (_, __, { config }, generation) => {
  for (const yaml of [config?.plain?.yaml, config?.helm]) {
    expect(yaml === undefined || parseYaml(yaml) instanceof Map).toBe(true);
  }
  if (config?.plain?.file === 'tempo.yaml' && !config.plain.yaml.startsWith('#')) {
    const path = pathOf(config.plain.yaml);
    const releases = generation ? [generation] : (['2.x', '3.x'] as const);
    const missing = releases.filter((release) => configAt(CONFIGURATIONS[release], path) === undefined);
    expect(OPTIONAL.test(path) ? [] : missing.map((release) => `${release}: ${path}`)).toEqual([]);
  }
});

it('switches the metrics-generator of the chart on where it wants one', () => {
  const yamls = REMEDIES.map(({ remedy }) => remedy.config?.helm ?? '').filter((yaml) =>
    /^metricsGenerator:[\s\S]*replicas/.test(yaml)
  );
  expect(yamls.length).toBeGreaterThan(0);
  yamls.forEach((yaml) => expect(configAt(parseYaml(yaml), 'metricsGenerator.enabled')).toBe('true'));
});

const TENANT_REMEDIES = REMEDIES.filter(({ remedy }) => remedy.config?.plain?.file === 'overrides.yaml');

it.each(TENANT_REMEDIES.map(({ id, remedy }) => [id, remedy] as const))(
  '%s: a limit of one tenant does not take the others away unsaid',
  (_, { config }) => {
    for (const yaml of [config?.plain?.yaml ?? '', config?.helm ?? '']) {
      expect(yaml).toMatch(/^# .*block of the tenant[\s\S]*what it leaves out is 0/);
      // Tempo reads it of the defaults alone.
      expect(yaml).not.toContain('rate_strategy');
    }
  }
);

/** Of YAML that sets one value. */
function pathOf(yaml: string): string {
  const keys: string[] = [];
  let node = parseYaml(yaml);
  while (node instanceof Map && node.size === 1) {
    const [[key, child]] = [...node] as [[string, typeof node]];
    keys.push(key);
    node = child;
  }
  return keys.join('.');
}
