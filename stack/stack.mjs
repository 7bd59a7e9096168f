// npm run stack: bundles the TypeScript of this folder, then runs it. See docs/stack.md.
import { loadBundled, root } from '../scripts/loadBundled.mjs';

process.chdir(root);
const { main } = await loadBundled('stack/main.ts', 'stack/bundle');
await main(process.argv.slice(2));
