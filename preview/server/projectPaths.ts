import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The project's root: the nearest folder, from the working directory up, whose package.json is this plugin's.
 * (The server runs bundled from `.cache/` and, in tests, from its sources, so a file's own place tells nothing.)
 */
export function findProjectRoot(from = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (isProjectRoot(folder)) {
      return folder;
    }
    if (dirname(folder) === folder) {
      throw new Error(`${from} is not inside the project: run this from the folder that holds its package.json`);
    }
  }
}

/** A path inside the project, from its root. */
export function projectPath(...parts: string[]): string {
  return join(findProjectRoot(), ...parts);
}

function isProjectRoot(folder: string): boolean {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: unknown };
    return name === 'tempo-companion-app';
  } catch {
    return false;
  }
}
