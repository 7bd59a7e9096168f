import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';

import { findPrometheus } from '../server/prometheus/findPrometheus';

/** A series in the notation of `promtool test rules`: a value an interval, `_` for none, `stale` for its end. */
export interface InputSeries {
  series: string;
  values: string;
}

/** What is true of an expression at a time, with its labels as PromQL writes them. */
export interface Expectation {
  expr: string;
  /** Seconds from the first sample. */
  atSeconds: number;
  samples: Array<{ labels: string; value: number }>;
}

export interface RuleTest {
  name: string;
  intervalSeconds: number;
  series: InputSeries[];
  expectations: Expectation[];
}

/** @throws with what promtool says is wrong with a rule file */
export async function checkRules(rulesFile: string): Promise<void> {
  await run(['check', 'rules', rulesFile]);
}

/**
 * Runs the rules over made-up or recorded series, evaluating them every so many minutes.
 *
 * @throws with what promtool found to be otherwise
 */
export async function testRules(rulesFile: string, tests: RuleTest[], everyMinutes = 1): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tempo-companion-rules-'));
  try {
    const file = join(folder, 'tests.yaml');
    await writeFile(file, stringify(describeTests(rulesFile, tests, everyMinutes), { lineWidth: 0 }));
    await run(['test', 'rules', file]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function describeTests(rulesFile: string, tests: RuleTest[], everyMinutes: number) {
  return {
    rule_files: [rulesFile],
    evaluation_interval: `${everyMinutes}m`,
    tests: tests.map(({ name, intervalSeconds, series, expectations }) => ({
      name,
      interval: `${intervalSeconds}s`,
      input_series: series,
      promql_expr_test: expectations.map(({ expr, atSeconds, samples }) => ({
        expr,
        eval_time: `${atSeconds}s`,
        exp_samples: samples,
      })),
    })),
  };
}

async function run(args: string[]): Promise<void> {
  const { promtool } = await findPrometheus(() => undefined);
  try {
    await promisify(execFile)(promtool, args, { maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`promtool ${args[0]} rules: ${stdout}${stderr}`.slice(0, 4_000));
  }
}
