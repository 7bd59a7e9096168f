import { applyChanges } from './applyChanges';
import type { CorrectedDataSource, CorrelationInput, DataSourceSettings, SettingChange } from './contract';
import { diagnose } from './diagnose';

/** A correction can show what was hidden behind the mistake; more than a few layers there are not. */
const ROUNDS = 4;

/** Each data source that findings want changed, changed: only what the findings call for. */
export function correct(input: CorrelationInput): CorrectedDataSource[] {
  let system = input;
  const changes: SettingChange[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const wanted = diagnose(system)
      .flatMap(({ findings }) => findings)
      .flatMap(({ fixes }) => fixes)
      .filter((fix) => !changes.some((known) => isSameChange(known, fix)));
    if (wanted.length === 0) {
      break;
    }
    changes.push(...wanted);
    system = applyCorrections(input, collect(input, changes));
  }
  return collect(input, changes);
}

/**
 * The same system as it would be with the corrections. With it `listProbes` and `diagnose` prove a correction before
 * anybody applies it: nothing but reading is needed.
 */
export function applyCorrections(input: CorrelationInput, corrected: readonly CorrectedDataSource[]): CorrelationInput {
  const apply = (dataSource: DataSourceSettings): DataSourceSettings => {
    const found = corrected.find(({ dataSource: { uid } }) => uid === dataSource.uid);
    return found ? { ...dataSource, jsonData: found.jsonData } : dataSource;
  };
  return { ...input, tempo: apply(input.tempo), all: input.all.map(apply) };
}

function collect({ tempo, all }: CorrelationInput, changes: readonly SettingChange[]): CorrectedDataSource[] {
  const known = [tempo, ...all.filter(({ uid }) => uid !== tempo.uid)];
  return known.flatMap((dataSource) => {
    const own = changes.filter(({ datasourceUid }) => datasourceUid === dataSource.uid);
    return own.length === 0 ? [] : [{ dataSource, jsonData: applyChanges(dataSource.jsonData, own), changes: own }];
  });
}

/** The same place and the same value; reasons may differ. */
function isSameChange(a: SettingChange, b: SettingChange): boolean {
  return (
    a.datasourceUid === b.datasourceUid &&
    a.path.join('.') === b.path.join('.') &&
    JSON.stringify(a.value) === JSON.stringify(b.value)
  );
}
