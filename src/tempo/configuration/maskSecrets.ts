import { type ConfigMap, type ConfigNode, isConfigList, isConfigMap } from './configNode';

/** Stands in the place of a secret. Tempo writes the same number of asterisks, or `<secret>`. */
export const MASK = '********';

/** Keys whose values are secrets wherever they stand. */
const SECRET_KEY =
  /(^|_|-)(password|passwd|passphrase|secret|secret_?key|secret_access_key|access_key|account_key|storage_account_key|access_token|refresh_token|bearer_token|session_token|id_token|token|api_?key|private_?key|encryption_key|key|client_secret|credentials?|authorization|x-api-key|x-access-token|cookie|sas_token|connection_string|service_account|hash_secret_key)$/i;
/** Keys that look like the above and hold no secret. */
const HARMLESS_KEY =
  /(_file|_path|_name|_id|token_url|tokens|(multiplier|ring|override|partition|sort|label|group)_key)$/i;
/** Header maps: whatever is not known to be harmless. */
const HEADER_MAP = /headers$/i;
const HARMLESS_HEADER = /^(content-type|user-agent|accept|x-scope-orgid|x-prometheus-remote-write-version)$/i;
/** What Tempo writes where it masks by itself. */
const MASKED = /^(\*+|<secret>|xxxxx+)$/i;
/** A user and a password in an address, up to its last @: Go takes others for a part of the password (net/url). */
const URL_PASSWORD = /^([a-z][a-z0-9+.-]*:\/\/[^:@/\s]*):([^/\s]+)@/i;
/** A parameter of an address that looks secret: the signature of Azure, or a token. */
const URL_PARAMETER = /([?&](?:sig|signature|[\w.-]*(?:token|secret|password|api[_-]?key|credential))=)([^&#\s]+)/gi;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const BEARER = /^(bearer|basic|glc_|glsa_|ghp_|AKIA)\S*\s*\S{8,}/i;

interface Masked {
  readonly config: ConfigMap;
  readonly exposed: readonly string[];
}

/**
 * A configuration with all values masked that look secret by their key, their header or themselves (a password in an address).
 *
 * Tempo masks only values of its secret type: some of the storage keys, not the headers of remote write nor passwords in URLs
 * (cmd/tempo/app/config.go, tempodb/backend, 2.6.1 and 3.0.3). Better a harmless value hidden than a secret shown.
 *
 * @returns the copy, and the paths of what was shown in clear
 */
export function maskSecrets(config: ConfigMap): Masked {
  const exposed: string[] = [];
  const masked = maskMap(config, '', false, exposed);
  return { config: masked, exposed };
}

function maskMap(map: ConfigMap, path: string, isHeaders: boolean, exposed: string[]): ConfigMap {
  return new Map(
    [...map].map(([key, value]): [string, ConfigNode] => {
      const below = path === '' ? key : `${path}.${key}`;
      const isSecret = isHeaders ? !HARMLESS_HEADER.test(key) : isSecretKey(key);
      return [
        key,
        maskNode(value, below, { isSecret, isHeaders: HEADER_MAP.test(key), isInHeaders: isHeaders }, exposed),
      ];
    })
  );
}

/** What the keys above a value say of it. */
interface Place {
  readonly isSecret: boolean;
  /** It is a map of headers. */
  readonly isHeaders: boolean;
  /** It is the value of a header. */
  readonly isInHeaders: boolean;
}

function maskNode(
  node: ConfigNode,
  path: string,
  { isSecret, isHeaders, isInHeaders }: Place,
  exposed: string[]
): ConfigNode {
  if (isConfigMap(node)) {
    // What stands below a header is its value, whatever the keys are called.
    return maskMap(node, path, isHeaders || (isSecret && isInHeaders), exposed);
  }
  if (isConfigList(node)) {
    return node.map((item, index) => maskNode(item, `${path}.${index}`, { isSecret, isHeaders, isInHeaders }, exposed));
  }
  return maskText(node, path, isSecret, exposed);
}

function maskText(text: string, path: string, isSecret: boolean, exposed: string[]): string {
  if (text === '' || text === 'false' || text === 'true' || text === '0') {
    return text;
  }
  if (MASKED.test(text)) {
    return MASK;
  }
  const withoutPassword = text
    .replace(URL_PASSWORD, (whole, before: string, password: string) =>
      MASKED.test(password) ? whole : `${before}:${MASK}@`
    )
    .replace(URL_PARAMETER, (whole, before: string, value: string) =>
      MASKED.test(value) ? whole : `${before}${MASK}`
    );
  if (isSecret || BEARER.test(text) || PRIVATE_KEY.test(text)) {
    exposed.push(path);
    return MASK;
  }
  if (withoutPassword !== text) {
    exposed.push(path);
  }
  return withoutPassword;
}

function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key) && !HARMLESS_KEY.test(key);
}
