// force timezone to UTC to allow tests to work regardless of local timezone
process.env.TZ = 'UTC';

const grafana = require('./.config/jest.config');

/** Folders that know neither React nor a browser: their tests run in plain Node, which proves it. */
const PURE = ['traceql', 'tempo', 'signals', 'health', 'correlations', 'deployment'];

// d3-color and others ship only .mjs, which the generated pattern misses.
const { '^.+\\.(t|j)sx?$': swc, ...otherTransforms } = grafana.transform;
const transform = { ...otherTransforms, '^.+\\.(mjs|[tj]sx?)$': swc };

module.exports = {
  // Ends what hangs; on a busy machine the tests by mouse and keys take many times what they take alone.
  testTimeout: 180_000,
  projects: [
    {
      ...grafana,
      displayName: 'app',
      transform,
      testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/src/[^/]+\\.test\\.ts$',
        ...PURE.map((folder) => `<rootDir>/src/${folder}/`),
      ],
    },
    {
      displayName: 'pure',
      transform,
      transformIgnorePatterns: grafana.transformIgnorePatterns,
      testEnvironment: 'node',
      testMatch: [
        ...PURE.map((folder) => `<rootDir>/src/${folder}/**/*.test.ts`),
        '<rootDir>/src/*.test.ts',
        '<rootDir>/preview/**/*.test.ts',
        '<rootDir>/bench/**/*.test.ts',
        '<rootDir>/stack/**/*.test.ts',
        '<rootDir>/deploy/**/*.test.ts',
      ],
    },
  ],
};
