import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { parseVersion, type Version } from './parseVersion';
import { PROGRAMS, type ProgramName } from './programs';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FoundProgram {
  name: ProgramName;
  path: string;
  /** Null where it does not say one. */
  version: Version | null;
}

/** Tempo 2.x that was built with Go 1.22 or newer panics without it, even when it is only asked for its version. */
export const GO_MUX_AS_BEFORE = { GODEBUG: 'httpmuxgo121=1' };

const ANSWER_TIMEOUT_MS = 30_000;

/**
 * The program by its variable, in GRAFANA_HOME, or on the PATH; null where there is none. Throws where a variable names
 * something that is no such program, or the PATH has another one of the same name.
 */
export async function findProgram(name: ProgramName, env: Environment): Promise<FoundProgram | null> {
  const path = locate(name, env);
  if (!path) {
    return null;
  }
  const { title, binVariable, versionArgument, saysVersion } = PROGRAMS[name];
  const answer = await ask(path, versionArgument, env);
  if (!saysVersion.test(answer)) {
    const said = answer.trim().split('\n')[0] || 'nothing';
    throw new Error(
      `${path} is not ${title}: asked for its version (${versionArgument}) it said "${said.slice(0, 200)}". ` +
        `Name the right one: ${binVariable}=/path/to/${name}`
    );
  }
  return { name, path, version: parseVersion(answer) };
}

/** The folder with `conf/defaults.ini` and `public/` that Grafana needs. Throws where none is found. */
export function findGrafanaHome(binary: string, env: Environment): string {
  const isHome = (folder: string) => existsSync(join(folder, 'conf/defaults.ini'));
  const named = env.GRAFANA_HOME;
  if (named) {
    if (!isHome(named)) {
      throw new Error(
        `GRAFANA_HOME=${named} holds no conf/defaults.ini: name the folder that holds bin, conf and public`
      );
    }
    return named;
  }
  const parent = dirname(dirname(realpathSync(binary)));
  // An unpacked archive; Homebrew; the packages for Linux, which put the program itself into /usr/sbin.
  const found = [parent, join(parent, 'share/grafana'), '/usr/share/grafana'].find(isHome);
  if (!found) {
    throw new Error(
      `${binary} was found, but not the files that belong to it: set GRAFANA_HOME to the folder that holds conf and public`
    );
  }
  return found;
}

function locate(name: ProgramName, env: Environment): string | undefined {
  const { binVariable } = PROGRAMS[name];
  const named = env[binVariable];
  if (named) {
    if (!isProgram(named)) {
      throw new Error(`${binVariable}=${named} is not a program: ${describeObstacle(named)}`);
    }
    return named;
  }
  if (name === 'grafana' && env.GRAFANA_HOME) {
    const inside = join(env.GRAFANA_HOME, 'bin/grafana');
    if (!isProgram(inside)) {
      throw new Error(`GRAFANA_HOME=${env.GRAFANA_HOME} holds no program bin/grafana (GRAFANA_BIN can name it)`);
    }
    return inside;
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function describeObstacle(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    return 'there is no such file';
  }
  return found.isFile() ? `it may not be executed, which "chmod +x ${path}" changes` : 'it is a folder';
}

/** All it prints, on whichever channel; a failure counts as what it said about it. */
function ask(path: string, argument: string, env: Environment): Promise<string> {
  const options = { timeout: ANSWER_TIMEOUT_MS, env: { ...env, ...GO_MUX_AS_BEFORE } as NodeJS.ProcessEnv };
  return new Promise((resolve) => {
    execFile(path, [argument], options, (error, stdout, stderr) => {
      resolve(`${stdout}\n${stderr}`.trim() || (error?.message ?? ''));
    });
  });
}
