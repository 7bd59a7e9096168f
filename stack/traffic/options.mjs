// @ts-check
import { parseArgs } from 'node:util';

export const HELP = `node main.mjs [options]

Sends the traces of a web shop, and the log lines that belong to them, until it is stopped.

  --otlp-url URL       where traces go: OTLP over HTTP, for example http://tempo:4318   (or OTLP_URL)
  --loki-url URL       where logs go: Loki's push API, for example http://loki:3100     (or LOKI_URL)
  --otlp-logs-url URL  where logs go if not to Loki itself: OTLP over HTTP              (or OTLP_URL_LOGS)
  --tenant NAME        sent as X-Scope-OrgID                                            (or TRAFFIC_TENANT)
  --rate NUMBER        traces a second, 5 unless told otherwise                         (or TRAFFIC_RATE)
  --seconds NUMBER     ends after so long                                               (or TRAFFIC_SECONDS)
  --seed NUMBER        other traces                                                     (or TRAFFIC_SEED)
  --help               this text
`;

/**
 * @typedef {object} TrafficOptions
 * @property {boolean} help
 * @property {string} tracesUrl without a slash at the end
 * @property {string} lokiUrl empty: no logs to Loki itself
 * @property {string} otlpLogsUrl empty: no logs by OTLP
 * @property {string} tenant empty: none
 * @property {number} rate traces a second
 * @property {number} seconds Infinity: until it is stopped
 * @property {number} seed
 */

/**
 * Options come first, then the environment. Throws an error that says what is wrong.
 * @param {string[]} args
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {TrafficOptions}
 */
export function parseTrafficOptions(args, env) {
  const text = { type: /** @type {const} */ ('string') };
  const { values } = parseArgs({
    args,
    options: {
      ...{
        'otlp-url': text,
        'loki-url': text,
        'otlp-logs-url': text,
        tenant: text,
        rate: text,
        seconds: text,
        seed: text,
      },
      help: { type: 'boolean', default: false },
    },
  });
  const tracesUrl = parseUrl('--otlp-url', values['otlp-url'] ?? env.OTLP_URL);
  if (!tracesUrl && !values.help) {
    throw new Error('Where to? Set --otlp-url or OTLP_URL, for example http://127.0.0.1:4318');
  }
  return {
    help: values.help ?? false,
    tracesUrl,
    lokiUrl: parseUrl('--loki-url', values['loki-url'] ?? env.LOKI_URL),
    otlpLogsUrl: parseUrl('--otlp-logs-url', values['otlp-logs-url'] ?? env.OTLP_URL_LOGS),
    tenant: values.tenant ?? env.TRAFFIC_TENANT ?? '',
    rate: parsePositive('--rate', values.rate ?? env.TRAFFIC_RATE, 5),
    seconds: parsePositive('--seconds', values.seconds ?? env.TRAFFIC_SECONDS, Infinity),
    seed: parsePositive('--seed', values.seed ?? env.TRAFFIC_SEED, 1),
  };
}

/** @param {string} name @param {string | undefined} value */
function parseUrl(name, value) {
  if (!value) {
    return '';
  }
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new Error(`${name} is an address such as http://127.0.0.1:4318, not "${value}"`);
  }
  return value.replace(/\/+$/, '');
}

/** @param {string} name @param {string | undefined} value @param {number} otherwise */
function parsePositive(name, value, otherwise) {
  if (value === undefined || value === '') {
    return otherwise;
  }
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) {
    throw new Error(`${name} is a number greater than 0, not "${value}"`);
  }
  return number;
}
