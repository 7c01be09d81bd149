// The arrows of docs/architecture.md: data flows one way, and a room is entered by its door (index.ts).
const rooms = {
  findings: [],
  kubernetes: ['findings'],
  model: ['findings', 'kubernetes'],
  report: ['findings', 'model'],
  pki: ['findings', 'kubernetes', 'model'],
  workers: ['findings', 'kubernetes', 'model'],
  engines: ['findings', 'kubernetes', 'model', 'workers', 'pki'],
  hosts: ['findings', 'kubernetes', 'model'],
  installers: ['findings', 'kubernetes', 'model', 'workers'],
  checks: ['findings', 'kubernetes', 'model', 'workers', 'engines', 'pki'],
  fleet: ['findings', 'kubernetes', 'model', 'workers', 'engines', 'hosts', 'checks', 'report'],
  synth: ['findings', 'kubernetes', 'model', 'workers', 'report', 'engines', 'checks', 'fleet'],
  gitops: ['findings', 'kubernetes', 'model', 'engines', 'synth'],
  testing: ['findings', 'kubernetes', 'model', 'workers', 'pki', 'engines', 'fleet', 'synth'],
  pulumi: ['findings', 'kubernetes', 'model', 'workers', 'engines', 'hosts', 'installers', 'fleet', 'synth'],
  cli: ['findings', 'kubernetes', 'model', 'workers', 'report', 'installers', 'checks', 'engines', 'fleet', 'synth'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^lib/index\\.ts$', '^lib/model/fleet-schema\\.ts$'] },
      to: {},
    },
    {
      name: 'door-only',
      comment:
        'Another room is entered by its index.ts; engines and hosts also have a door per folder. Sources of machines are a door, so that a program that declares workers loads no documents. The schema is a door of its own, so that the model does not load it.',
      severity: 'error',
      from: { path: '^lib/([^/]+)/' },
      to: {
        path: '^lib/([^/]+)/.+',
        pathNot: [
          '^lib/$1/',
          '^lib/[^/]+/index\\.ts$',
          '^lib/(engines|hosts|installers|pulumi)/[^/]+/index\\.ts$',
          '^lib/workers/machines/index\\.ts$',
          '^lib/model/fleet-schema\\.ts$',
        ],
      },
    },
    {
      name: 'core-without-pulumi',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/pulumi/' },
      to: { path: 'node_modules/@pulumi/' },
    },
    {
      name: 'no-dev-dependency-in-lib',
      comment: 'What the SDK of Pulumi depends on is loaded from there, in one file.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/pulumi/coarse/plugin/sdk\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: ['node_modules/(cdk8s|constructs|@pulumi)/', 'node_modules/@types/'],
      },
    },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `arrows-${room}`,
      severity: 'error',
      from: { path: `^lib/${room}/` },
      to: { path: '^lib/([^/]+)/', pathNot: [`^lib/(${[room, ...allowed].join('|')})/`] },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
