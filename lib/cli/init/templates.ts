/** Versions that a new project starts with; the same that this library is tested with. */
export const STARTING_VERSIONS = {
  cdk8s: '^2.70.0',
  constructs: '^10.5.0',
  '@types/node': '^20',
  tsx: '^4.23.15',
  typescript: '~6.0.3',
} as const;

/** The program that a new project starts with: examples/quickstart, with its parts in one file. */
export const MAIN = `import {
  Endpoint,
  EtcdStore,
  Fleet,
  FleetApp,
  Machines,
  ManagementCluster,
  synthesize,
  TenantControlPlane,
  WorkerPool,
} from 'colonnade';
import { native } from 'colonnade/engines/native';
import { existing } from 'colonnade/hosts/existing';

const app = new FleetApp();
const fleet = new Fleet(app, 'acme');

const eu = new ManagementCluster(fleet, 'eu-1', {
  version: '1.36.3',
  host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
  engine: native(),
});
const store = new EtcdStore(eu, 'shared', { members: 3, volume: '16Gi' });

const teamA = new TenantControlPlane(eu, 'team-a', {
  version: '1.36.3',
  store,
  replicas: 2,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
});
new TenantControlPlane(eu, 'team-b', {
  version: '1.35.4',
  store,
  replicas: 1,
  endpoint: Endpoint.loadBalancer({ address: '203.0.113.11' }),
});
new WorkerPool(teamA, 'general', { machines: Machines.existing(), size: { min: 3, max: 20 } });

synthesize(app);
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'node16',
    moduleResolution: 'node16',
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  },
  include: ['*.ts'],
};

const CDK8S = `# Read by \`colonnade check\` and by \`cdk8s synth\` (npm install --save-dev cdk8s-cli).
language: typescript
app: npx tsx main.ts
output: out
`;

const GITIGNORE = `node_modules/
out/
`;

function readme(name: string): string {
  return `# ${name}

A fleet of hosted Kubernetes control planes, described in [main.ts](main.ts).

    npm install
    npm run synth      # checks the fleet and writes out/
    npm run check      # checks it and writes nothing
    npx colonnade explain CLN2107

Every management cluster has its own folder; apply it to a cluster that runs cert-manager:

    kubectl apply --server-side -f out/eu-1/
`;
}

/** Files of a new project, by path. \`library\`: what \`package.json\` asks for as \`colonnade\`. */
export function projectFiles(name: string, library: string): Readonly<Record<string, string>> {
  const { cdk8s, constructs, ...devDependencies } = STARTING_VERSIONS;
  const manifest = {
    name,
    version: '0.0.0',
    private: true,
    scripts: { synth: 'tsx main.ts', check: 'colonnade check', typecheck: 'tsc --noEmit' },
    dependencies: { cdk8s, colonnade: library, constructs },
    devDependencies,
  };
  return {
    '.gitignore': GITIGNORE,
    'README.md': readme(name),
    'cdk8s.yaml': CDK8S,
    'main.ts': MAIN,
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'tsconfig.json': `${JSON.stringify(TSCONFIG, null, 2)}\n`,
  };
}
