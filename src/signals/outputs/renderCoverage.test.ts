import { readFileSync } from 'fs';
import { join } from 'path';
import { CHAPTERS } from '../catalogue';
import { listAlerts } from './listAlerts';
import { COVERED_DASHBOARDS, REPAIRED } from './renderCoverage';

/** What the mixins of 2.6.1 and 3.0.3 have: a panel or an alert a line. */
const MIXIN = readFileSync(join(__dirname, 'testdata/mixin.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): { dashboard?: string; row?: string; panel?: string; alert?: string; releases: string[] } =>
    JSON.parse(line)
  );
const SIGNALS = new Set(
  CHAPTERS.flatMap(({ sections }) => sections.flatMap(({ signals }) => signals.map(({ id }) => id)))
);
const ENTRIES = Object.entries(COVERED_DASHBOARDS).flatMap(([dashboard, rows]) =>
  rows.map((row) => ({ dashboard, ...row }))
);

it('names every panel of the mixins, and no other', () => {
  const named = ENTRIES.flatMap(({ dashboard, row, panels, releases }) =>
    panels.map((panel) => JSON.stringify({ dashboard, row, panel, releases }))
  );
  const there = MIXIN.filter(({ panel }) => panel !== undefined).map((one) => JSON.stringify(one));
  expect(named.sort()).toEqual(there.sort());
});

it('names signals that exist, or says why there is none', () => {
  for (const { signals, note = '', panels } of ENTRIES) {
    expect(signals.filter((id) => !SIGNALS.has(id))).toEqual([]);
    expect({ panels, isExplained: signals.length > 0 || note !== '' }).toEqual({ panels, isExplained: true });
  }
});

it('has an alert for every alert of the mixins', () => {
  const replaced = new Set(listAlerts().flatMap(({ alert }) => alert.mixin ?? []));
  const there = new Set(MIXIN.flatMap(({ alert }) => alert ?? []));
  expect([...replaced].sort()).toEqual([...there].sort());
  expect(Object.keys(REPAIRED).filter((name) => !there.has(name))).toEqual([]);
});
