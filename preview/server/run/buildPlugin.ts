import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

import { findProjectRoot, projectPath } from '../projectPaths';

/** Runs `npm run build`; its output is shown only when it fails. @param onStart gets a function that ends the build. */
export async function buildPlugin(onStart: (end: () => void) => void): Promise<void> {
  // A group of its own, so that webpack goes with npm when the preview is stopped.
  const child = spawn('npm', ['run', 'build'], {
    cwd: findProjectRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  onStart(() => {
    if (child.pid !== undefined && child.exitCode === null) {
      process.kill(-child.pid, 'SIGTERM');
    }
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(`${Buffer.concat(output).toString('utf8')}\nThe build of the plugin failed (see above).`);
  }
}

/** Throws unless there is a built plugin. */
export function requireBuiltPlugin(): void {
  if (!existsSync(projectPath('dist/module.js')) || !existsSync(projectPath('dist/plugin.json'))) {
    throw new Error('There is no built plugin in dist/: run without --no-build, or run "npm run build" first.');
  }
}
