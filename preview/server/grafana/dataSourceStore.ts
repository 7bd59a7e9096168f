import type { DataSource } from './dataSource';
import { applyReachability, applySettingsFaults, listShapingScenarios } from './scenarios';
import type { Visitor } from './visitor';

type Asking = Pick<Visitor, 'id' | 'scenarios'>;

/** The body of `PUT /api/datasources/uid/:uid`: the data source as it shall be. */
export interface DataSourceCommand {
  name: string;
  type: string;
  access: string;
  url?: string;
  basicAuth?: boolean;
  basicAuthUser?: string;
  isDefault?: boolean;
  jsonData?: Record<string, unknown> | null;
  secureJsonData?: Record<string, string> | null;
  version?: number;
}

export type UpdateResult =
  { kind: 'updated'; dataSource: DataSource } | { kind: 'missing' | 'read-only' | 'name-taken' | 'outdated' };

/** The data sources of every visitor: those of the provisioning, as scenarios and their own changes have made them. */
export interface DataSourceStore {
  list(visitor: Asking): DataSource[];
  update(visitor: Asking, uid: string, command: DataSourceCommand): UpdateResult;
}

/**
 * In memory until the end of the run. What one browser changes no other sees, and it stays with the scenarios that it was
 * changed in: in another fault the browser begins anew.
 */
export function createDataSourceStore(provisioned: readonly DataSource[]): DataSourceStore {
  const changedLists = new Map<string, DataSource[]>();
  const keyOf = ({ id, scenarios }: Asking) => JSON.stringify([id, ...listShapingScenarios(scenarios)]);
  const listOwn = (visitor: Asking) =>
    changedLists.get(keyOf(visitor)) ?? applySettingsFaults(provisioned, visitor.scenarios);
  const list = (visitor: Asking) => applyReachability(listOwn(visitor), visitor.scenarios);

  return {
    list,
    update: (visitor, uid, command) => {
      const own = listOwn(visitor);
      const found = own.find((dataSource) => dataSource.uid === uid);
      // What a scenario hides is not there, although its settings are kept.
      if (!found || !list(visitor).some((dataSource) => dataSource.uid === uid)) {
        return { kind: 'missing' };
      }
      const refusal = refuse(found, own, command);
      if (refusal) {
        return { kind: refusal };
      }
      const changed = change(found, command);
      const takeDefault = (other: DataSource) => ({ ...other, isDefault: other.isDefault && !changed.isDefault });
      changedLists.set(
        keyOf(visitor),
        own.map((dataSource) => (dataSource === found ? changed : takeDefault(dataSource)))
      );
      return { kind: 'updated', dataSource: changed };
    },
  };
}

/** Source: Grafana 12.3, pkg/api/datasources.go and pkg/services/datasources/service/{datasource,store}.go. */
function refuse(found: DataSource, all: DataSource[], { name, version = 0 }: DataSourceCommand) {
  if (found.readOnly) {
    return 'read-only';
  }
  if (all.some((other) => other !== found && other.name === name)) {
    return 'name-taken';
  }
  // A command without a version is not checked; one with a newer version than the stored one is taken.
  return version !== 0 && version < found.version ? 'outdated' : undefined;
}

/** An empty text changes nothing, as in Grafana's store; secrets that the command does not name are kept. */
function change(found: DataSource, command: DataSourceCommand): DataSource {
  return {
    ...found,
    name: command.name,
    type: command.type,
    url: command.url || found.url,
    basicAuth: command.basicAuth === true,
    basicAuthUser: command.basicAuthUser || found.basicAuthUser,
    isDefault: command.isDefault === true,
    jsonData: command.jsonData ?? {},
    secureJsonData: { ...found.secureJsonData, ...command.secureJsonData },
    version: (command.version ?? 0) + 1,
  };
}
