// The arrows of ARCHITECTURE.md, held by a check. Each rule says what to do instead.

/** What every room may import. */
const FOR_ALL = ['lib', 'roles'];

/** What each room may import besides itself and those. */
const ARROWS = {
  lib: [],
  roles: [],
  calendar: [],
  plan: ['calendar'],
  criteria: [],
  guard: [],
  alerts: [],
  lint: ['plan', 'criteria', 'guard', 'calendar'],
  rehearsal: ['release', 'plan', 'criteria', 'guard', 'calendar'],
  release: ['plan', 'criteria', 'guard', 'calendar', 'flags', 'alerts'],
  flags: [],
  'va-profile': [],
  identity: [],
  analytics: [],
  'design-system': [],
  feedback: ['identity', 'design-system'],
  monitoring: [],
  contacts: ['identity', 'design-system', 'va-profile'],
  profile: ['contacts', 'feedback', 'identity', 'design-system'],
  console: ['release', 'alerts', 'analytics', 'feedback', 'identity', 'design-system'],
  cli: ['plan', 'criteria', 'guard', 'lint', 'rehearsal', 'release'],
  'stand-ins': ['va-profile', 'identity'],
};

/** Inside release: what each folder may import besides itself, what all may, and the rooms named here. */
const FOLDERS_OF_RELEASE = {
  journal: ['release/testing', 'plan', 'criteria', 'guard', 'calendar'],
  testing: ['release/journal', 'release/decisions', 'plan', 'calendar'],
  decisions: ['release/journal', 'release/testing', 'plan', 'criteria', 'guard', 'calendar'],
  measuring: ['release/journal', 'release/decisions', 'plan', 'criteria', 'guard', 'calendar'],
  status: [
    'release/journal',
    'release/testing',
    'release/decisions',
    'release/measuring',
    'plan',
    'criteria',
    'guard',
    'calendar',
  ],
  alerts: ['release/journal', 'alerts'],
  engine: [
    'release/journal',
    'release/decisions',
    'release/measuring',
    'release/status',
    'release/testing',
    'release/alerts',
    'plan',
    'criteria',
    'guard',
    'calendar',
  ],
  flags: ['release/engine', 'release/journal', 'flags'],
  api: [
    'release/engine',
    'release/journal',
    'release/decisions',
    'release/measuring',
    'release/status',
    'release/testing',
  ],
};

/** Folders that only compute: the time and everything else they need is handed to them. */
const PURE = [
  'roles',
  'calendar',
  'plan',
  'criteria',
  'guard',
  'lint',
  'rehearsal',
  'release/decisions',
  'release/journal',
  'release/status',
  'release/testing',
  'flags/expression',
  'flags/gates',
  'contacts/domain',
  'feedback/screening',
  'lib/screening',
];

/** Stores stand beside the port that they fill, named for what they are. */
const STORES = '^src/release/[^/]+/((sql|memory)-[^/]+|tables)\\.ts$';

const TESTS = '\\.(test|contract)\\.tsx?$';

/** What works without a server can be had from a folder of release by its own front door. */
const PURE_DOORS_OF_RELEASE = '^src/release/(decisions|journal|measuring|status)/index\\.ts$';

function arrows(room, others) {
  return {
    name: `arrows-of-${room.replace('/', '-')}`,
    severity: 'error',
    comment: `${room} may import only: ${[...FOR_ALL, ...others].join(', ')}. Hand over what it needs as plain data or as a port.`,
    from: { path: `^src/${room}/`, pathNot: TESTS },
    to: { path: '^src/', pathNot: `^src/(${[room, ...FOR_ALL, ...others].join('|')})/` },
  };
}

export default {
  forbidden: [
    ...Object.entries(ARROWS).map(([room, others]) => arrows(room, others)),
    ...Object.entries(FOLDERS_OF_RELEASE).map(([folder, others]) =>
      arrows(`release/${folder}`, others),
    ),
    {
      name: 'nobody-imports-app',
      severity: 'error',
      comment:
        'app composes and is composed by nobody. Move what is shared into the room that owns it.',
      from: { path: '^src/(?!app/)' },
      to: { path: '^src/app/' },
    },
    {
      name: 'front-doors-only',
      severity: 'error',
      comment:
        'Import another room through its index.ts. (What is pure in release has front doors of its own. lib is a room of single files.)',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/([^/]+)/',
        pathNot: [
          '^src/$1/',
          '^src/[^/]+/index\\.tsx?$',
          PURE_DOORS_OF_RELEASE,
          '^src/stand-ins/[^/]+/index\\.ts$',
          '^src/lib/[^/]+\\.tsx?$',
          '^src/lib/[^/]+/index\\.ts$',
        ],
      },
    },
    {
      name: 'rehearsal-and-cli-know-only-what-is-pure-in-release',
      severity: 'error',
      comment:
        'The command line works without a server on its own, and asks the server for the rest over HTTP.',
      from: { path: '^src/(rehearsal|cli)/', pathNot: TESTS },
      to: {
        path: '^src/release/',
        pathNot: PURE_DOORS_OF_RELEASE,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'upstream-words-stop-at-the-adapter',
      severity: 'error',
      comment: 'Only contacts/adapters may know VA Profile’s words. Use the contacts port.',
      from: { path: '^src/contacts/', pathNot: ['^src/contacts/adapters/', TESTS] },
      to: { path: '^src/va-profile/' },
    },
    {
      name: 'pure-core',
      severity: 'error',
      comment:
        'What decides takes everything it needs, the time included. Do the I/O at the edge and pass the data in.',
      from: { path: `^src/(${PURE.join('|')})/`, pathNot: [TESTS, STORES] },
      to: {
        path: ['^node:', '^(kysely|pg|fastify|undici|pino)(/|$)', STORES],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-core-without-node',
      severity: 'error',
      comment: 'A pure folder imports nothing of Node.',
      from: { path: `^src/(${PURE.join('|')})/`, pathNot: [TESTS, STORES] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'traces-are-loaded-only-when-asked-for',
      severity: 'error',
      comment: 'Without the setting, OpenTelemetry costs nothing. Use the port in lib/tracing.',
      from: { path: '^src/', pathNot: '^src/monitoring/traces/otlp-tracer\\.ts$' },
      to: { path: 'node_modules/@opentelemetry/' },
    },
    {
      name: 'the-tracer-is-imported-in-time',
      severity: 'error',
      comment: 'Import it where the setting is known to be there, with import().',
      from: { path: '^src/' },
      to: { path: '^src/monitoring/traces/otlp-tracer\\.ts$', dynamic: false },
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Two files that need each other are one idea, or hide a third. Find it.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-tests-in-production',
      severity: 'error',
      comment: 'Code that runs must not need code that tests.',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: ['^test/', TESTS] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
