import { listAlerts } from '../../src/signals/outputs/listAlerts';
import { projectPath } from '../server/projectPaths';
import { FIRING_CASES, LONG_STEP_MINUTES, SILENT_CASES, WORST_CASES, type AlertCase } from './alertCases';
import { testRules, type RuleTest } from './testRules';

const RULES = projectPath('deploy/prometheus/rules.yaml');
const MINUTE = 60;
const ALERTS = listAlerts().map(({ alert }) => alert);

it('has a case for each alert, and no others', () => {
  expect(Object.keys(FIRING_CASES).sort()).toEqual(ALERTS.map(({ name }) => name).sort());
});

const isLong = (name: string) => (FIRING_CASES[name]?.afterMinutes ?? 0) > 120;

it.each([
  { lasting: 'for minutes', stepMinutes: 1, everyMinutes: 5, chosen: ALERTS.filter(({ name }) => !isLong(name)) },
  {
    lasting: 'for hours',
    stepMinutes: LONG_STEP_MINUTES,
    everyMinutes: LONG_STEP_MINUTES,
    chosen: ALERTS.filter(({ name }) => isLong(name)),
  },
])(
  'each alert fires on what it is for, once, and not at first: $lasting',
  async ({ stepMinutes, everyMinutes, chosen }) => {
    const tests = chosen.map(({ name, severity }) => fires(name, severity, FIRING_CASES[name], stepMinutes));
    await testRules(RULES, tests, everyMinutes);
  }
);

it('fires, too, where there is nothing left to compare', async () => {
  const tests = Object.entries(WORST_CASES).map(([name, one]) =>
    fires(name, ALERTS.find((alert) => alert.name === name)?.severity ?? '', one, 1)
  );
  await testRules(RULES, tests, 5);
});

it('stays silent on what only looks like it', async () => {
  const tests = Object.entries(SILENT_CASES).map(([name, series]): RuleTest => ({
    name,
    intervalSeconds: MINUTE,
    series,
    expectations: [{ expr: 'ALERTS{alertstate="firing"}', atSeconds: 60 * MINUTE, samples: [] }],
  }));
  await testRules(RULES, tests, 5);
});

function fires(name: string, severity: string, one: AlertCase | undefined, stepMinutes: number): RuleTest {
  const { series = [], afterMinutes = 60, labels = {} } = one ?? {};
  const all: Record<string, string> = {
    __name__: 'ALERTS',
    alertname: name,
    alertstate: 'firing',
    severity,
    cluster: 'c',
    namespace: 'n',
    ...labels,
  };
  const rendered = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}="${value}"`);
  return {
    name,
    intervalSeconds: stepMinutes * MINUTE,
    series,
    expectations: [
      { expr: firing(name), atSeconds: 0, samples: [] },
      {
        expr: firing(name),
        atSeconds: afterMinutes * MINUTE,
        samples: [{ labels: `{${rendered.join(',')}}`, value: 1 }],
      },
    ],
  };
}

function firing(name: string): string {
  return `ALERTS{alertname="${name}",alertstate="firing"}`;
}
