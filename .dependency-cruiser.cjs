// The rules of the house (docs/architecture.md), checked by `npm run lint`.
const PLUGIN = '^src/plugins/([^/]+)/';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'plugin-stands-alone',
      comment:
        'A plugin imports its own folder, packages and src/shared; it speaks to others through services.',
      severity: 'error',
      from: { path: PLUGIN },
      to: {
        path: '^(src|config|database|scripts|tests)/',
        pathNot: ['^src/plugins/$1/', '^src/shared/'],
      },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain/ knows no Strapi, no database and no network.',
      severity: 'error',
      from: { path: '^src/plugins/[^/]+/server/.*domain/', pathNot: '\\.test\\.ts$' },
      to: {
        path: [
          'node_modules/(@strapi|knex|pg|pg-boss)/',
          'server/(services|repositories|controllers|middlewares)/',
          '^(http|https|net|fs)$',
        ],
      },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^src/shared/', pathNot: ['\\.test\\.ts$', '^src/shared/contracts/'] },
      to: { path: ['node_modules/(@strapi|knex|pg|pg-boss)/', '^src/(api|plugins|admin)/'] },
    },
    {
      name: 'contracts-are-types',
      comment: 'What plugins share is types, nothing that runs.',
      severity: 'error',
      from: { path: '^src/shared/contracts/' },
      to: {
        path: '.+',
        dependencyTypesNot: ['type-only', 'type-import'],
        pathNot: ['^src/shared/contracts/'],
      },
    },
    {
      name: 'repositories-below-services',
      comment: 'One direction: controllers → services → repositories → domain.',
      severity: 'error',
      from: { path: 'server/repositories/' },
      to: { path: 'server/(services|controllers|routes|middlewares)/' },
    },
    {
      name: 'services-below-controllers',
      severity: 'error',
      from: { path: 'server/services/' },
      to: { path: 'server/(controllers|routes)/' },
    },
    {
      name: 'api-declares-only',
      comment: 'A domain declares itself; it knows no plugin and no other domain.',
      severity: 'error',
      from: { path: '^src/api/([^/]+)/' },
      to: {
        path: ['^src/plugins/', '^src/api/', '^(scripts|tests|database)/'],
        pathNot: '^src/api/$1/',
      },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(src|config|database)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'emulators-are-independent',
      comment: 'An emulator that shares code with the adapter would share its mistakes.',
      severity: 'error',
      from: { path: '^tests/emulators/' },
      to: { path: '^src/' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: { path: '^(src|config|database)/', pathNot: '\\.test\\.tsx?$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^types/generated/'] },
    tsPreCompilationDeps: true,
    // A plugin's package.json only names the plugin; its packages are the project's.
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
