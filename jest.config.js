/** Unit tests stand beside the code; tests/api boots Strapi; tests/e2e drives a browser. */
const esm = [
  'pg-boss',
  'serialize-error',
  'non-error',
  'tagged-tag',
  'rrule-temporal',
  'temporal-[a-z]+',
  'cron-parser',
  'htmlparser2',
  'domhandler',
  'domutils',
  'dom-serializer',
  'domelementtype',
  'entities',
  'feed',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer/[a-z]+',
  '@borewit/text-codec',
];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.strapi'],
  transform: {
    '^.+\\.[cm]?[jt]sx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`, '<rootDir>/dist/'],
};

/** Tests that need the run's PostgreSQL server. */
const booted = {
  ...shared,
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/tests/support/timeouts.ts'],
};

module.exports = {
  testSequencer: '<rootDir>/tests/support/sequencer.cjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{src,database,scripts,config}/**/*.test.ts',
        '<rootDir>/tests/{data,emulators,bench,examples}/**/*.test.ts',
      ],
    },
    { ...booted, displayName: 'api', testMatch: ['<rootDir>/tests/api/**/*.test.ts'] },
    { ...booted, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'] },
  ],
};
