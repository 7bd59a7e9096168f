import { getBackendSrv, getDataSourceSrv, hasPermission } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import * as v from 'valibot';

/** A data source as Grafana's API stores it. Source: Grafana 12.3, pkg/api/dtos/datasource.go. */
export interface StoredDataSource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  /** Grafana counts it up with every change, and refuses a change that was made of an older one. */
  readonly version: number;
  /** Provisioned. */
  readonly readOnly: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  /** The whole as it came: the API wants it back. Secrets are never part of it. */
  readonly whole: Readonly<Record<string, unknown>>;
}

const storedDataSource = v.looseObject({
  uid: v.string(),
  name: v.string(),
  type: v.string(),
  version: v.optional(v.number(), 0),
  readOnly: v.optional(v.boolean(), false),
  jsonData: v.optional(v.nullable(v.record(v.string(), v.unknown())), {}),
});

/** Whether the user may change data sources at all; for a single one Grafana decides when it is asked. */
export function mayWriteDataSources(): boolean {
  return hasPermission('datasources:write');
}

/**
 * A data source as it is stored now.
 *
 * @throws FetchError as Grafana's backend service gives it; ValiError if the answer is of another form
 */
export async function readDataSource(uid: string, signal?: AbortSignal): Promise<StoredDataSource> {
  const { data } = await lastValueFrom(
    getBackendSrv().fetch<unknown>({ url: urlOf(uid), method: 'GET', showErrorAlert: false, abortSignal: signal })
  );
  return decodeStored(data);
}

/**
 * Stores a data source with other `jsonData`, and nothing else changed: secrets that are not sent are kept
 * (pkg/services/datasources/service/datasource.go, 12.3). Grafana refuses it where somebody has changed the data source
 * since it was read.
 *
 * @param stored - as it was read; its version is what Grafana compares
 * @returns as it is stored now
 * @throws FetchError: 409 where it has been changed since, 403 where it is provisioned or the right is missing
 */
export async function writeJsonData(
  stored: StoredDataSource,
  jsonData: Readonly<Record<string, unknown>>
): Promise<StoredDataSource> {
  const { data } = await lastValueFrom(
    getBackendSrv().fetch<unknown>({
      url: urlOf(stored.uid),
      method: 'PUT',
      data: { ...stored.whole, jsonData },
      showErrorAlert: false,
      showSuccessAlert: false,
    })
  );
  return decodeStored(v.parse(v.object({ datasource: v.unknown() }), data).datasource);
}

/** Lets this browser see what has been changed: until then pages go on with the settings of the last loading. */
export async function reloadDataSources(): Promise<void> {
  // It is declared to give nothing, and gives a promise (public/app/features/plugins/datasource_srv.ts, 12.3).
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  await getDataSourceSrv().reload();
}

function decodeStored(data: unknown): StoredDataSource {
  const whole = v.parse(storedDataSource, data);
  const { uid, name, type, version, readOnly, jsonData } = whole;
  return { uid, name, type, version, readOnly, jsonData: jsonData ?? {}, whole };
}

function urlOf(uid: string): string {
  return `/api/datasources/uid/${encodeURIComponent(uid)}`;
}
