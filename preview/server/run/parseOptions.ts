import { parseArgs } from 'node:util';

import { parseRole, ROLES, type Role } from '../grafana/permissions';
import { describeSystemFaults, listFaultsOf, type SystemFault } from '../recordedTempo/systemFaults';
import { TEMPO_VERSIONS, type TempoVersion } from '../recording/recording';

export interface PreviewOptions {
  tempo: TempoVersion;
  grafana: '12' | '13';
  port: number;
  /** Build the plugin first. */
  build: boolean;
  role: Role;
  /** What is wrong with Tempo. */
  fault: SystemFault | null;
  help: boolean;
}

export const HELP = `npm run preview -- [options]

Shows the plugin in a browser: its built files in a host that behaves like Grafana, with a real Prometheus that holds
the recorded metrics of a real Tempo.

  --tempo 2.6.1|3.0.3          which Tempo: 2.6.1 as microservices (default), or 3.0.3 as a single binary
  --grafana 12|13              which libraries: 12 (React 18, default), or 13 (React 19; a second install)
  --port NUMBER                where to listen on 127.0.0.1 (default 3000)
  --role Viewer|Editor|Admin   who the user is (default Admin)
  --fault NAME                 what is wrong with Tempo, one of those below
  --no-build                   take dist/ as it is
  --help                       this text

Faults:

${describeSystemFaults()
  .map((line) => `  ${line}`)
  .join('\n')}
`;

/** Throws an error that says what is wrong and what is possible. */
export function parseOptions(args: string[]): PreviewOptions {
  const { values } = parseArgs({
    args,
    options: {
      tempo: { type: 'string', default: '2.6.1' },
      grafana: { type: 'string', default: '12' },
      port: { type: 'string', default: '3000' },
      role: { type: 'string', default: 'Admin' },
      fault: { type: 'string' },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const tempo = choose('tempo', values.tempo, TEMPO_VERSIONS);
  return {
    tempo,
    grafana: choose('grafana', values.grafana, ['12', '13'] as const),
    port: parsePort(values.port),
    role: parseRole(values.role) ?? choose('role', values.role, ROLES),
    fault: values.fault === undefined ? null : choose('fault', values.fault, listFaultsOf(tempo)),
    build: !values['no-build'],
    help: values.help,
  };
}

function choose<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value);
  if (!chosen) {
    throw new Error(`--${name} is one of ${choices.join(', ')}, not "${value}"`);
  }
  return chosen;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    throw new Error(`--port is a number up to 65535, not "${text}"`);
  }
  return port;
}
