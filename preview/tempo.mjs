// npm run preview:tempo: bundles the embedded Tempo, then runs it. `--help` says what it can.
import { loadBundled, root } from '../scripts/loadBundled.mjs';

// Files that --load names are meant from where the command was given; npm goes to the project's root before it runs this.
const calledFrom = process.env.INIT_CWD ?? process.cwd();
process.chdir(root);
const { main } = await loadBundled('preview/server/tempo/main.ts', 'preview/tempo');
await main(process.argv.slice(2), calledFrom);
