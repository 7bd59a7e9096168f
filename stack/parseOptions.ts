import { parseArgs } from 'node:util';

export interface StackOptions {
  /** Grafana's port; null: 3000, or the next one that is free. */
  port: number | null;
  traffic: boolean;
  /** Traces a second of the demo traffic. */
  rate: number;
  /** Go on with the data of the last run. */
  keep: boolean;
  help: boolean;
}

export const HELP = `npm run stack -- [options]

Starts the real programs without Docker, with the provisioning of this project: Grafana with the plugin, Tempo,
Prometheus, Loki and demo traffic. Each that is not there is left out, and said. Everything listens on 127.0.0.1 only.

  --port NUMBER   Grafana's port (otherwise 3000, or the next one that is free)
  --rate NUMBER   traces a second of the demo traffic (otherwise 5)
  --no-traffic    no demo traffic
  --keep          go on with the data of the last run (otherwise each run begins empty)
  --help          this text

The programs are found on the PATH, or named by variables:

  GRAFANA_HOME    folder of a Grafana (it holds bin/, conf/ and public/)
  GRAFANA_BIN, TEMPO_BIN, PROMETHEUS_BIN, LOKI_BIN
  TEMPO_VERSION   for a Tempo that does not say its own: 2.6.1, 3.0.3

Instead of a program, one that runs elsewhere can be named: TEMPO_URL, PROMETHEUS_URL, LOKI_URL.
`;

/** Throws an error that says what is wrong and what is possible. */
export function parseOptions(args: string[]): StackOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      rate: { type: 'string', default: '5' },
      'no-traffic': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    port: values.port === undefined ? null : parsePort(values.port),
    traffic: !values['no-traffic'],
    rate: parseRate(values.rate),
    keep: values.keep,
    help: values.help,
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Error(`--port is a number from 1 to 65535, not "${text}"`);
  }
  return port;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0 && rate <= 1_000)) {
    throw new Error(`--rate is a number of traces a second, more than 0 and at most 1000, not "${text}"`);
  }
  return rate;
}
