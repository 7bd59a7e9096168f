import type { TempoClient } from '../client';
import { type ConfigMap, EMPTY_CONFIG, isConfigMap } from '../configuration/configNode';
import { maskSecrets } from '../configuration/maskSecrets';
import { parseYaml, YamlError } from '../configuration/parseYaml';
import { malformed, notTempo } from '../decode';
import { isWebPage, type RawAnswer, type TempoRequestError } from '../failure';

const PATH = '/status/config';

/** A configuration without its secrets. */
export interface ShownConfig {
  /** Values that look secret are masked, also those that Tempo showed in clear. */
  readonly config: ConfigMap;
  /** Paths of values that look secret, and that Tempo itself did not mask: whoever may ask for this page can read them. */
  readonly exposed: readonly string[];
}

/**
 * The configuration of the process that answers: all of it, or only what differs from the defaults of its release.
 *
 * Source: cmd/tempo/app/app.go writeStatusConfig (2.6.1 and 3.0.3), https://grafana.com/docs/tempo/latest/api_docs/#status
 *
 * @throws TempoRequestError all kinds as the client
 */
export async function fetchStatusConfig(
  client: TempoClient,
  mode: 'diff' | 'all' = 'diff',
  signal?: AbortSignal
): Promise<ShownConfig> {
  const answer = await client.get(PATH, {
    query: mode === 'diff' ? { mode } : undefined,
    accept: 'text/plain',
    signal,
  });
  return maskSecrets(readYamlPage(PATH, answer));
}

/**
 * The YAML below the heading of a status page.
 *
 * @throws TempoRequestError `not-tempo`, `malformed`
 */
export function readYamlPage(path: string, answer: RawAnswer): ConfigMap {
  const heading = `GET ${path}`;
  if (!answer.body.startsWith(heading)) {
    throw isWebPage(answer) ? notTempo(path, answer) : unread(path, answer, 'the heading of the page is missing');
  }
  return readYaml(path, answer, answer.body.slice(heading.length));
}

/** Names what is wrong in the place of what was said: nobody has masked the secrets of that. */
function unread(path: string, answer: RawAnswer, problem: string): TempoRequestError {
  return malformed(path, { ...answer, body: problem }, problem);
}

/** @throws TempoRequestError `malformed` */
export function readYaml(path: string, answer: RawAnswer, text: string): ConfigMap {
  try {
    const node = parseYaml(text);
    if (isConfigMap(node)) {
      return node;
    }
    if (node === '' || node.length === 0) {
      return EMPTY_CONFIG;
    }
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    throw unread(path, answer, error.message);
  }
  throw unread(path, answer, 'there is no configuration in it');
}
