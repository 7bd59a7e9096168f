import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { grafanaIconsPlugin } from './grafanaIconsPlugin.ts';
import { grafanaModulesPlugin } from './grafanaModulesPlugin.ts';

export interface BuildHostOptions {
  /** Folder that receives host.js, host.css, chunks and manifest.json. */
  outDir: string;
  /** '12': the libraries the plugin is compiled against (React 18); '13': preview/grafana-13 (React 19). */
  grafana: '12' | '13';
  log(line: string): void;
}

interface Manifest {
  inputsHash: string;
  files: number;
  bytes: number;
}

/**
 * Bundles the browser side of the preview host. Does nothing when the sources, the lock file and the
 * Grafana set are those of the bundle that is already in `outDir`.
 */
export async function buildHost({ outDir, grafana, log }: BuildHostOptions): Promise<void> {
  const root = process.cwd();
  const libraryDir = findLibraryDir(root, grafana);
  const inputsHash = await hashInputs(root, libraryDir, grafana);
  if ((await readManifest(outDir))?.inputsHash === inputsHash) {
    log('preview host: unchanged, not bundled again');
    return;
  }

  const started = Date.now();
  // Made beside and moved into place: a failed build leaves the former bundle to the previews that use it.
  const newDir = `${outDir}.${process.pid}`;
  try {
    await mkdir(newDir, { recursive: true });
    await bundle(root, libraryDir, newDir);
    const size = await measure(newDir);
    const manifest: Manifest = { inputsHash, ...size };
    await writeFile(path.join(newDir, 'manifest.json'), JSON.stringify(manifest, null, 2));
    await rm(outDir, { recursive: true, force: true });
    await rename(newDir, outDir);
    logSize(log, size, started);
  } finally {
    await rm(newDir, { recursive: true, force: true });
  }
}

function logSize(log: BuildHostOptions['log'], size: Pick<Manifest, 'files' | 'bytes'>, started: number): void {
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  log(`preview host: bundled in ${seconds} s (${size.files} files, ${(size.bytes / 1e6).toFixed(1)} MB)`);
}

/** The folder whose node_modules hold the Grafana and React packages of the set. */
function findLibraryDir(root: string, grafana: '12' | '13'): string {
  if (grafana === '12') {
    return root;
  }
  const libraryDir = path.join(root, 'preview', 'grafana-13');
  if (!existsSync(path.join(libraryDir, 'node_modules', '@grafana', 'ui', 'package.json'))) {
    throw new Error(
      'The Grafana 13 libraries are not installed. Install them once with: npm --prefix preview/grafana-13 install'
    );
  }
  return libraryDir;
}

async function bundle(root: string, libraryDir: string, outDir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { host: path.join(root, 'preview', 'host', 'main.tsx') },
    outdir: outDir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    // Half the bytes to parse for every page load; names are kept so that stack traces stay readable.
    minifyWhitespace: true,
    minifySyntax: true,
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file', '.svg': 'file', '.png': 'file' },
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'globalThis' },
    tsconfigRaw: { compilerOptions: {} },
    logLevel: 'error',
    plugins: [grafanaIconsPlugin(libraryDir), grafanaModulesPlugin({ root, libraryDir })],
  });
}

async function hashInputs(root: string, libraryDir: string, grafana: string): Promise<string> {
  const hash = createHash('sha256').update(grafana);
  const hostDir = path.join(root, 'preview', 'host');
  const sources = (await readdir(hostDir, { recursive: true })).sort();
  const lockFiles = [
    path.join(root, 'package-lock.json'),
    // What npm really installed, present also when a lock file is not committed.
    path.join(libraryDir, 'node_modules', '.package-lock.json'),
  ];
  const files = [...sources.map((name) => path.join(hostDir, name)), ...lockFiles];
  for (const file of files) {
    if (existsSync(file) && (await stat(file)).isFile()) {
      hash.update(path.relative(root, file)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function readManifest(outDir: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(path.join(outDir, 'manifest.json'), 'utf8'));
  } catch {
    return undefined; // Absent or half written: the bundle is made again.
  }
}

async function measure(outDir: string): Promise<{ files: number; bytes: number }> {
  let files = 0;
  let bytes = 0;
  for (const name of await readdir(outDir, { recursive: true })) {
    const entry = await stat(path.join(outDir, name));
    if (entry.isFile()) {
      files += 1;
      bytes += entry.size;
    }
  }
  return { files, bytes };
}
