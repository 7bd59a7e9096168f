// npm run preview: bundles the TypeScript of the preview's server, then runs it. See README.md beside this file.
import { loadBundled, root } from '../scripts/loadBundled.mjs';

process.chdir(root);
const { main } = await loadBundled('preview/server/main.ts', 'preview/server');
await main(process.argv.slice(2));
