import type { DataSourceSettings, SettingChange } from '../contract';
import { headerNames } from '../settings/dataSourceTypes';
import { asObject, type JsonObject } from '../settings/readJson';
import { indent, PATH_SEPARATOR, renderComment, renderYaml, type Comments } from './renderYaml';

/** Secrets that other settings ask for. Source: Grafana 12.3, pkg/services/datasources/service/datasource.go. */
const SECRETS: ReadonlyArray<{ readonly setting: string; readonly keys: readonly string[] }> = [
  { setting: 'tlsAuthWithCACert', keys: ['tlsCACert'] },
  { setting: 'tlsAuth', keys: ['tlsClientCert', 'tlsClientKey'] },
  { setting: 'sigV4Auth', keys: ['sigV4AccessKey', 'sigV4SecretKey'] },
];

/**
 * A whole provisioning file for one data source, for Grafana's folder `provisioning/datasources`. `$` in settings is
 * written `$$`, so that Grafana reads it back as it is. The URL and all secrets are environment variables, named in comments:
 * neither is known to a browser.
 *
 * @param jsonData - the settings to write; `dataSource.jsonData` for the state as it is
 * @param options - the changes get a comment with their reason where they stand
 */
export function renderProvisioning(
  dataSource: DataSourceSettings,
  jsonData: JsonObject,
  options: { readonly changes?: readonly SettingChange[] } = {}
): string {
  const { name, type, uid, isDefault } = dataSource;
  const prefix = variablePrefix(dataSource);
  const comments = placeComments(jsonData, options.changes ?? []);
  const secrets = listSecrets(dataSource, jsonData, prefix);
  const entry = [
    ...renderYaml({ name, type, uid, access: 'proxy' }).map(escapeDollars),
    ...renderComment(
      `The address is not known to a browser. Set ${prefix}_URL in the environment of Grafana, or write it here.`
    ),
    `url: \${${prefix}_URL}`,
    ...renderComment(
      'basicAuth with its user and password, and orgId (1 where it is left out), are not known either: add them where needed.'
    ),
    ...(isDefault ? ['isDefault: true'] : []),
    ...renderJsonData(jsonData, comments),
    ...(secrets.length > 0
      ? [
          'secureJsonData:',
          ...indent([...renderComment('Secrets are never shown. Set these variables.'), ...secrets], 2),
        ]
      : []),
  ];
  return [
    ...renderComment(
      `${name}: for provisioning/datasources of Grafana, which reads it at start. $$ is a $ that is no variable.`
    ),
    'apiVersion: 1',
    '',
    'datasources:',
    ...indent(
      entry.map((line, at) => (at === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`)),
      2
    ),
    '',
  ].join('\n');
}

function renderJsonData(jsonData: JsonObject, comments: Comments): string[] {
  const lines = renderYaml(escapeValues(jsonData), comments);
  const own = (comments.get('') ?? []).flatMap((text) => renderComment(text));
  return lines[0] === '{}' ? [...own, 'jsonData: {}'] : ['jsonData:', ...indent([...own, ...lines], 2)];
}

/** `Tempo (prod)` -> `TEMPO_PROD`. */
function variablePrefix({ name, type }: DataSourceSettings): string {
  const words = (text: string) =>
    text
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
  const prefix = words(name) || words(type) || 'DATASOURCE';
  return /^\d/.test(prefix) ? `DS_${prefix}` : prefix;
}

/** Grafana takes `$` in values for a variable, and `$$` for `$`. Keys stay as they are. */
function escapeValues(value: unknown): unknown {
  if (typeof value === 'string') {
    return escapeDollars(value);
  }
  if (Array.isArray(value)) {
    return value.map(escapeValues);
  }
  const object = asObject(value);
  return object ? Object.fromEntries(Object.entries(object).map(([key, item]) => [key, escapeValues(item)])) : value;
}

function escapeDollars(text: string): string {
  return text.replace(/\$/g, '$$$$');
}

function listSecrets(dataSource: DataSourceSettings, jsonData: JsonObject, prefix: string): string[] {
  const headers = headerNames({ ...dataSource, jsonData }).map((name, at) => {
    const isTenant = name.toLowerCase() === 'x-scope-orgid';
    return `httpHeaderValue${at + 1}: \${${prefix}_${isTenant ? 'TENANT' : `HEADER_${at + 1}`}}`;
  });
  const others = SECRETS.filter(({ setting }) => jsonData[setting] === true).flatMap(({ keys }) =>
    keys.map((key) => `${key}: \${${prefix}_${key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()}}`)
  );
  return [...headers, ...others];
}

/** Comments of changes, at the key that was changed or, where it is gone, at the nearest that is still there. */
function placeComments(jsonData: JsonObject, changes: readonly SettingChange[]): Comments {
  const comments = new Map<string, string[]>();
  for (const { path, value, reason } of changes) {
    const place = nearest(jsonData, path);
    const key = place.join(PATH_SEPARATOR);
    const isGone = value === undefined || place.length < path.length;
    const text = isGone ? `Removed ${path.join('.')}: ${reason}` : reason;
    const known = comments.get(key) ?? [];
    if (!known.includes(text)) {
      comments.set(key, [...known, text]);
    }
  }
  return comments;
}

function nearest(jsonData: JsonObject, path: readonly string[]): readonly string[] {
  const place: string[] = [];
  let at: unknown = jsonData;
  for (const key of path) {
    const next = Array.isArray(at) ? at[Number(key)] : asObject(at)?.[key];
    if (next === undefined) {
      return place;
    }
    place.push(key);
    at = next;
  }
  return place;
}
