import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, parseDocument, type Document } from 'yaml';

import { projectPath } from '../preview/server/projectPaths';

/** A node of a YAML file, for reaching into it: what is not there is undefined at the end. */
export type Yaml = Record<string, unknown>;

/** The text of a file of the project. */
export function readText(path: string): string {
  return readFileSync(projectPath(path), 'utf8');
}

/**
 * The content of a YAML file of the project.
 * @throws Error for what is not strict YAML, such as a key that is there twice
 */
export function readYaml(path: string): Yaml {
  return contentOf(path, parseDocument(readText(path), { merge: true }));
}

/** The same for a file of several documents. */
export function readYamls(path: string): Yaml[] {
  const documents = parseAllDocuments(readText(path));
  if (!Array.isArray(documents)) {
    throw new TypeError(`${path} is empty`);
  }
  return documents.map((document) => contentOf(path, document));
}

function contentOf(path: string, document: Document): Yaml {
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    throw new Error(`${path}: ${problem.message}`);
  }
  return document.toJS({ maxAliasCount: -1 }) as Yaml;
}

/** The paths of all files below a folder of the project that end so. */
export function listFiles(folder: string, ending: RegExp): string[] {
  return readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path))
    .sort((a, b) => a.localeCompare(b));
}

/** The variables and values of an env file, in their order. */
export function readEnvironment(path: string): Record<string, string> {
  const lines = readText(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split('=');
      return [name, value.join('=')];
    })
  );
}

/** What stands at a path of keys, or undefined. */
export function at(node: unknown, ...keys: Array<string | number>): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Yaml)[key] : undefined),
    node
  );
}

/** All texts in a node, at any depth, without keys. */
export function listTexts(node: unknown): string[] {
  if (typeof node === 'string') {
    return [node];
  }
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(listTexts) : [];
}
