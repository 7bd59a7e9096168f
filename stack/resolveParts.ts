import { findProgram, type Environment, type FoundProgram } from './findProgram';
import { isOlderThan, parseVersion } from './parseVersion';
import { PROGRAM_NAMES, PROGRAMS, type ProgramName } from './programs';

/** Where each program comes from. */
export type Part =
  | { kind: 'start'; program: FoundProgram }
  /** One that the user runs; the URL is without a slash at the end. */
  | { kind: 'elsewhere'; url: string }
  | { kind: 'missing' };
export type Parts = Readonly<Record<ProgramName, Part>>;

const NOTHING_FOUND = `Neither grafana nor tempo, prometheus or loki was found. Install what you want to see, any of them:
  Grafana     https://grafana.com/grafana/download            then GRAFANA_HOME=/path/to/grafana
  Tempo       https://github.com/grafana/tempo/releases       then TEMPO_BIN=/path/to/tempo
  Prometheus  https://prometheus.io/download                  then PROMETHEUS_BIN=/path/to/prometheus
  Loki        https://github.com/grafana/loki/releases        then LOKI_BIN=/path/to/loki
or put them on the PATH. Without any of them there is "npm run preview".`;

/** Looks for all four. Throws where there is none, or one is not what it should be. */
export async function resolveParts(env: Environment): Promise<Parts> {
  const parts = await Promise.all(PROGRAM_NAMES.map(async (name) => [name, await resolvePart(name, env)] as const));
  if (parts.every(([, { kind }]) => kind !== 'start')) {
    throw new Error(NOTHING_FOUND);
  }
  return Object.fromEntries(parts) as Record<ProgramName, Part>;
}

async function resolvePart(name: ProgramName, env: Environment): Promise<Part> {
  const { urlVariable } = PROGRAMS[name];
  const url = urlVariable === null ? undefined : env[urlVariable];
  if (url) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new Error(`${urlVariable}=${url} is not an address such as http://127.0.0.1:${PROGRAMS[name].defaultPort}`);
    }
    return { kind: 'elsewhere', url: url.replace(/\/+$/, '') };
  }
  const program = await findProgram(name, env);
  if (!program) {
    return { kind: 'missing' };
  }
  return { kind: 'start', program: name === 'tempo' ? withNamedVersion(program, env) : program };
}

/** Tempo's configuration depends on its release, and development builds say "main-1a2b3c". */
function withNamedVersion(program: FoundProgram, env: Environment): FoundProgram {
  const version = env.TEMPO_VERSION ? parseVersion(env.TEMPO_VERSION) : program.version;
  if (!version) {
    throw new Error(
      env.TEMPO_VERSION
        ? `TEMPO_VERSION=${env.TEMPO_VERSION} is not a version such as 2.6.1`
        : `${program.path} does not say which version it is: set TEMPO_VERSION, for example TEMPO_VERSION=2.6.1`
    );
  }
  return { ...program, version };
}

/** A line for each of the four: what is used, or what is missing and how to name it. */
export function describeParts(parts: Parts): string[] {
  return PROGRAM_NAMES.flatMap((name) => {
    const { title, urlVariable } = PROGRAMS[name];
    const part = parts[name];
    if (part.kind === 'start') {
      const { path, version } = part.program;
      return [`${title} ${version?.text ?? '(version unknown)'}: ${path}`, ...describeAge(part.program)];
    }
    return part.kind === 'elsewhere' ? [`${title}: the one at ${part.url} (${urlVariable})`] : [describeMissing(name)];
  });
}

function describeMissing(name: ProgramName): string {
  const { title, binVariable, without } = PROGRAMS[name];
  const variables = name === 'grafana' ? `neither ${binVariable} nor GRAFANA_HOME is set` : `${binVariable} is not set`;
  return `No ${title} ("${name}" is not on the PATH, ${variables}): ${without}`;
}

function describeAge({ name, version }: FoundProgram): string[] {
  const { title, oldestVersion } = PROGRAMS[name];
  const { major, minor, why } = oldestVersion;
  return version !== null && isOlderThan(version, major, minor)
    ? [`  ${title} ${version.text} is older than ${major}.${minor}: ${why}`]
    : [];
}
