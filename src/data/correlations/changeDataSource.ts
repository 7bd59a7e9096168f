import { correct, type CorrectedDataSource, type CorrelationInput } from '../../correlations';
import {
  fetchErrorMessage,
  readDataSource,
  reloadDataSources,
  writeJsonData,
  type StoredDataSource,
} from '../../grafana';
import { isSameJson } from './isSameJson';

type JsonData = Readonly<Record<string, unknown>>;

/** A change as it would be stored, made of what is stored now. */
export interface PlannedChange {
  readonly stored: StoredDataSource;
  /** Undefined where nothing is left to correct: somebody has done it since. */
  readonly corrected: CorrectedDataSource | undefined;
}

/** What is needed to take a change back. */
export interface AppliedChange {
  readonly uid: string;
  readonly name: string;
  /** Exactly what was stored before. */
  readonly former: JsonData;
  /** Of the data source, as it was stored with the change. */
  readonly version: number;
}

/** What a change came to: the browser may not have the new settings yet. */
export interface Stored {
  readonly applied: AppliedChange;
  readonly isReloaded: boolean;
}

/** Somebody has changed the data source since the app did. */
export class ChangedSinceError extends Error {}

/** Neither that it is stored nor that it is not could be learnt. In the words of what went wrong. */
export class UncertainChangeError extends Error {}

/**
 * Reads what is stored now, and corrects that: what the browser has can be old, and is not all of it.
 *
 * @throws as `readDataSource`
 */
export async function planChange(uid: string, input: CorrelationInput, signal: AbortSignal): Promise<PlannedChange> {
  const stored = await readDataSource(uid, signal);
  const known = input.all.find((dataSource) => dataSource.uid === uid);
  if (!known) {
    return { stored, corrected: undefined };
  }
  const fresh = { ...known, jsonData: stored.jsonData, readOnly: stored.readOnly };
  const current: CorrelationInput = {
    ...input,
    tempo: input.tempo.uid === uid ? fresh : input.tempo,
    all: input.all.map((dataSource) => (dataSource.uid === uid ? fresh : dataSource)),
  };
  return { stored, corrected: correct(current).find(({ dataSource }) => dataSource.uid === uid) };
}

/**
 * Stores a change exactly as it was planned.
 *
 * @throws as `writeJsonData`: 409 where the data source has been changed since the plan; UncertainChangeError
 */
export async function applyChange({ stored }: PlannedChange, jsonData: JsonData): Promise<Stored> {
  const { uid, name, version } = await store(stored, jsonData);
  const isReloaded = await reload();
  return { applied: { uid, name, former: stored.jsonData, version }, isReloaded };
}

/**
 * Stores exactly what was stored before a change, if nobody else has changed the data source since.
 *
 * @throws ChangedSinceError where somebody has; as `readDataSource` and `writeJsonData`; UncertainChangeError
 */
export async function undoChange({ uid, former, version }: AppliedChange): Promise<{ isReloaded: boolean }> {
  const stored = await readDataSource(uid);
  // An undoing whose answer was lost has been stored all the same.
  if (stored.version !== version && !isSameJson(stored.jsonData, former)) {
    throw new ChangedSinceError(`version ${stored.version} in place of ${version}`);
  }
  if (stored.version === version) {
    await store(stored, former);
  }
  return { isReloaded: await reload() };
}

/** Where there is no answer, or one that is no refusal, Grafana may have stored it: then it is asked. */
async function store(stored: StoredDataSource, jsonData: JsonData): Promise<StoredDataSource> {
  try {
    return await writeJsonData(stored, jsonData);
  } catch (error) {
    if (isRefusal(error)) {
      throw error;
    }
    const now = await readDataSource(stored.uid).catch(() => {
      throw new UncertainChangeError(fetchErrorMessage(error));
    });
    if (now.version !== stored.version && isSameJson(now.jsonData, jsonData)) {
      return now;
    }
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500;
}

/** What has been stored is stored, whether the browser can be told of it or not. */
async function reload(): Promise<boolean> {
  try {
    await reloadDataSources();
    return true;
  } catch {
    return false;
  }
}
