/** The programs of the stack, in the order in which they are told about. */
export const PROGRAM_NAMES = ['grafana', 'tempo', 'prometheus', 'loki'] as const;
export type ProgramName = (typeof PROGRAM_NAMES)[number];

export interface ProgramFacts {
  title: string;
  /** Names the program itself. */
  binVariable: string;
  /** Names one that runs elsewhere; the provisioning reads it. Grafana has none. */
  urlVariable: string | null;
  versionArgument: string;
  /** What its answer to that holds: something else of the same name is told apart by it. */
  saysVersion: RegExp;
  defaultPort: number;
  readyPath: string;
  /** What one has to do without. */
  without: string;
  oldestVersion: { major: number; minor: number; why: string };
}

/**
 * Answers to the version option: Grafana `pkg/cmd/grafana/main.go`, the others `prometheus/common/version` ("tempo, version
 * 2.6.1 (branch: …"). Ready paths: `/api/health`, `/ready`, `/-/ready`, `/ready`.
 */
export const PROGRAMS: Readonly<Record<ProgramName, ProgramFacts>> = {
  grafana: {
    title: 'Grafana',
    binVariable: 'GRAFANA_BIN',
    urlVariable: null,
    versionArgument: '--version',
    saysVersion: /grafana version|^version \d/im,
    defaultPort: 3000,
    readyPath: '/api/health',
    without: 'nothing shows the plugin here; point a Grafana of your own at what runs (see below)',
    oldestVersion: { major: 12, minor: 3, why: 'the plugin needs 12.3' },
  },
  tempo: {
    title: 'Tempo',
    binVariable: 'TEMPO_BIN',
    urlVariable: 'TEMPO_URL',
    versionArgument: '-version',
    saysVersion: /tempo, version/i,
    defaultPort: 3200,
    readyPath: '/ready',
    without: 'no traces, no metrics of services, no demo traffic',
    oldestVersion: { major: 2, minor: 6, why: 'the plugin knows Tempo from 2.6.1' },
  },
  prometheus: {
    title: 'Prometheus',
    binVariable: 'PROMETHEUS_BIN',
    urlVariable: 'PROMETHEUS_URL',
    versionArgument: '--version',
    saysVersion: /prometheus, version/i,
    defaultPort: 9090,
    readyPath: '/-/ready',
    without: 'no metrics: the dashboards stay empty, no service map, no exemplars, no alerts',
    oldestVersion: { major: 2, minor: 39, why: 'older ones refuse samples that come late' },
  },
  loki: {
    title: 'Loki',
    binVariable: 'LOKI_BIN',
    urlVariable: 'LOKI_URL',
    versionArgument: '-version',
    saysVersion: /loki, version/i,
    defaultPort: 3100,
    readyPath: '/ready',
    without: 'no logs: no links from spans to logs, none from logs to traces',
    oldestVersion: { major: 3, minor: 0, why: 'older ones do not keep structured metadata unless told to' },
  },
};
