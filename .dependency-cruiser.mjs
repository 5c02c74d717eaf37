// The arrows of ARCHITECTURE.md, held by a check. Each rule says what to do instead.

/** What each room may import besides itself and lib. */
const ARROWS = {
  lib: [],
  flags: [],
  'va-profile': [],
  identity: [],
  'design-system': [],
  contacts: ['flags', 'identity', 'design-system', 'va-profile'],
  release: ['flags'],
  profile: ['contacts', 'flags', 'identity', 'design-system'],
  console: ['release', 'flags', 'identity', 'design-system'],
  cli: ['release'],
  'stand-ins': ['va-profile', 'identity'],
};

/** The front doors of what is pure in release. */
const PURE_RELEASE = '^src/release/(plan|criteria|guard|lint|rehearsal)/index\\.ts$';

const rooms = Object.keys(ARROWS);

const arrowRules = rooms.map((room) => ({
  name: `arrows-of-${room}`,
  severity: 'error',
  comment: `${room} may import only: ${['lib', ...ARROWS[room]].join(', ')}. Let app hand over what it needs as a port.`,
  from: { path: `^src/${room}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^src/',
    pathNot: `^src/(${[room, 'lib', ...ARROWS[room]].join('|')})/`,
  },
}));

/** Inside release: what each pure part may import besides itself and lib. */
const PARTS_OF_RELEASE = {
  plan: [],
  criteria: [],
  guard: [],
  calendar: ['plan'],
  lint: ['plan', 'criteria', 'guard', 'calendar'],
  watch: ['guard', 'plan'],
};

const pureReleaseRules = Object.entries(PARTS_OF_RELEASE).map(([part, others]) => ({
  name: `release-${part}-stands-alone`,
  severity: 'error',
  comment: `release/${part} may import only: ${['lib', ...others].join(', ')}. Hand over what it needs as plain data.`,
  from: { path: `^src/release/${part}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/release/', pathNot: `^src/release/(${[part, ...others].join('|')})/` },
}));

export default {
  forbidden: [
    ...arrowRules,
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
        'Import another room through its index.ts. (The pure parts of release have front doors of their own: the command line needs nothing else. lib is a room of single files.)',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/([^/]+)/',
        pathNot: [
          '^src/$1/',
          '^src/[^/]+/index\\.tsx?$',
          PURE_RELEASE,
          '^src/stand-ins/[^/]+/index\\.ts$',
          '^src/lib/[^/]+\\.tsx?$',
          '^src/lib/[^/]+/index\\.ts$',
        ],
      },
    },
    ...pureReleaseRules,
    {
      name: 'cli-knows-only-the-pure-part-of-release',
      severity: 'error',
      comment: 'The command line reads plans by itself and asks the server for the rest over HTTP.',
      from: { path: '^src/cli/' },
      to: {
        path: '^src/release/',
        pathNot: PURE_RELEASE,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'upstream-words-stop-at-the-adapter',
      severity: 'error',
      comment: 'Only contacts/adapters may know VA Profile’s words. Use the contacts port.',
      from: { path: '^src/contacts/', pathNot: ['^src/contacts/adapters/', '\\.test\\.tsx?$'] },
      to: { path: '^src/va-profile/' },
    },
    {
      name: 'release-meets-flags-in-its-adapter',
      severity: 'error',
      comment: 'Only release/adapters may know the flag engine. Use an opening.',
      from: { path: '^src/release/', pathNot: ['^src/release/adapters/', '\\.test\\.tsx?$'] },
      to: { path: '^src/flags/' },
    },
    {
      name: 'pure-core',
      severity: 'error',
      comment:
        'Decisions take everything they need, the time included. Do the I/O at the edge and pass the data in.',
      from: {
        path: '^src/(release/(plan/|criteria/|calendar/|guard/|lint/|rehearsal/|watch/|decide|ruling|obstacles|progress|opening|replan|status|changelog|results|rules|stage-record|permissions|duration)|flags/(decision|feature|change|answers|actor|groups|expression/|gates/|lifecycle/(staleness|change-in-words|feature-overview)|history/(undo|outside|same-gates)|preflight/check)|contacts/(domain/|visit))',
        pathNot: '\\.test\\.tsx?$',
      },
      to: { dependencyTypes: ['core'] },
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
      from: { path: '^src/', pathNot: '\\.(test|contract)\\.tsx?$' },
      to: { path: ['^test/', '\\.(test|contract)\\.tsx?$'] },
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
