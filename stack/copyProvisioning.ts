import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Environment } from './findProgram';

/** Where Grafana's image has its provisioning; the files that name folders name them below it. */
const FOLDER_IN_IMAGE = '/etc/grafana/provisioning';

/**
 * Copies the project's provisioning, with its folders named where the copy is, and without the data sources whose address
 * (`url: ${LOKI_URL}`) is not set: Grafana would show them, and each query would fail.
 * @returns the file names of the data sources that were left out
 */
export function copyProvisioning(from: string, to: string, variables: Environment): string[] {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const leftOut: string[] = [];
  const names = readdirSync(to, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((one) => /\.ya?ml$/.test(one))) {
    const file = join(to, name);
    const text = readFileSync(file, 'utf8');
    const variable = /^\s*url:\s*\$\{(\w+)\}\s*$/m.exec(text)?.[1];
    if (variable !== undefined && dirname(name) === 'datasources' && !variables[variable]) {
      rmSync(file);
      leftOut.push(basename(name));
    } else if (text.includes(FOLDER_IN_IMAGE)) {
      writeFileSync(file, text.replaceAll(FOLDER_IN_IMAGE, to));
    }
  }
  return leftOut;
}
