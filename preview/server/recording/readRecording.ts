import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

import { projectPath } from '../projectPaths';
import { decodeSeries } from './decodeSeries';
import type { Fault, MetricFamily, RecordedTarget, Recording, TempoVersion } from './recording';

/** What `preview/data/convert.mjs` writes; `preview/data/README.md` describes it. */
interface PackedRecording {
  format: number;
  tempo: TempoVersion;
  targets: PackedTarget[];
}

interface PackedTarget {
  component: string;
  times: number[];
  errors: Record<string, string>;
  families: PackedFamily[];
}

interface PackedFamily {
  name: string;
  type: string;
  help: string;
  epochSeconds?: boolean;
  series: Array<[nameAndLabels: string, decimals: number, tokens: string]>;
}

/** Reads and unpacks the recording of a release: some 0.2 s. */
export function readRecording(tempo: TempoVersion): Recording {
  const packed = readPackedJson(`recording-${tempo}.json.br`) as PackedRecording;
  if (packed.format !== 1 || packed.tempo !== tempo) {
    throw new Error(`preview/data/recording-${tempo}.json.br is not a recording of Tempo ${tempo} in format 1`);
  }
  const faults = JSON.parse(readFileSync(projectPath('preview/data/faults.json'), 'utf8')) as Record<string, Fault[]>;
  return { tempo, targets: packed.targets.map(unpackTarget), faults: faults[tempo] ?? [] };
}

/** A file of `preview/data`: JSON, compressed with Brotli. */
export function readPackedJson(file: string): unknown {
  return JSON.parse(brotliDecompressSync(readFileSync(projectPath('preview/data', file))).toString('utf8'));
}

function unpackTarget(packed: PackedTarget): RecordedTarget {
  let time = 0;
  const timesMs = packed.times.map((delta) => (time += delta));
  const errors = new Map(Object.entries(packed.errors).map(([slot, error]) => [Number(slot), error]));
  return {
    component: packed.component,
    timesMs,
    errors,
    families: packed.families.map((family) => unpackFamily(family, timesMs.length, errors)),
  };
}

function unpackFamily(packed: PackedFamily, slots: number, errors: Map<number, string>): MetricFamily {
  const { name, type, help, epochSeconds = false } = packed;
  const series = packed.series.map(([nameAndLabels, decimals, tokens]) => {
    const brace = nameAndLabels.indexOf('{');
    return {
      name: name + (brace < 0 ? nameAndLabels : nameAndLabels.slice(0, brace)),
      labels: brace < 0 ? '' : nameAndLabels.slice(brace + 1, -1),
      values: spreadOverSlots(decodeSeries(decimals, tokens), slots, errors),
    };
  });
  return { name, type, help, epochSeconds, series };
}

/** The values are those of the answered scrapes; this puts them into the slots of these scrapes. */
function spreadOverSlots(values: Array<number | undefined>, slots: number, errors: Map<number, string>) {
  let next = 0;
  return Array.from({ length: slots }, (_, slot) => (errors.has(slot) ? undefined : values[next++]));
}
