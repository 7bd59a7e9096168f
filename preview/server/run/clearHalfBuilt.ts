import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Removes what interrupted builds of the host left beside its folder (`<folder>.<pid>`). Nothing may be building. */
export function clearHalfBuilt(hostFolder: string): void {
  const parent = dirname(hostFolder);
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(hostFolder)}.`) && /\.\d+$/.test(name)) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}
