// npm run test:random [-- ROUNDS]: the property tests with other draws each round, until one fails. `npm test` always
// draws the same, so that it tells of the change; this looks for what nobody has thought of.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const rounds = Number(process.argv[2] ?? 10);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('How many rounds? A whole number, such as: npm run test:random -- 10');
  process.exit(2);
}
for (let round = 1; round <= rounds; round++) {
  const seed = String(randomInt(2 ** 31));
  console.log(`\nround ${round} of ${rounds}, FAST_CHECK_SEED=${seed}`);
  const args = ['jest', '--findRelatedTests', 'src/traceql/testdata/assertProperty.ts', '--maxWorkers=2'];
  const { status } = spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, FAST_CHECK_SEED: seed } });
  if (status !== 0) {
    console.error(
      `\nMake a test of the smallest input above. The same draws again: FAST_CHECK_SEED=${seed} npm run test:unit`
    );
    process.exit(1);
  }
}
