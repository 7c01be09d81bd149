import { JsonPatch, javascript, typescript } from 'projen';

// Only for programs of Pulumi, which have those that they use anyway: each is loaded by `colonnade/pulumi` or by the
// folder of one host below it, and by nothing else.
const PULUMI_PEERS = {
  '@pulumi/aws': '^7.0.0',
  '@pulumi/azure-native': '^3.0.0',
  '@pulumi/command': '^4.0.0',
  '@pulumi/digitalocean': '^4.0.0',
  '@pulumi/gcp': '^9.0.0',
  '@pulumi/hcloud': '^1.20.0',
  '@pulumi/kubernetes': '^4.30.0',
  '@pulumi/openstack': '^3.15.0',
  '@pulumi/policy': '^1.13.0',
  '@pulumi/pulumi': '^3.225.0',
  '@pulumi/rancher2': '^13.0.0',
  '@pulumi/random': '^4.15.0',
  '@pulumi/tls': '^5.0.0',
};

const project = new typescript.TypeScriptProject({
  name: 'colonnade',
  description:
    'Typed constructs for hosted Kubernetes control planes: checked as a fleet, synthesized as plain manifests.',
  keywords: [
    'kubernetes',
    'cdk8s',
    'constructs',
    'control-plane',
    'hosted-control-planes',
    'multi-cluster',
    'etcd',
    'pulumi',
    'platform-engineering',
  ],
  license: 'Apache-2.0',
  copyrightOwner: 'The Colonnade Authors',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  srcdir: 'lib',
  libdir: 'dist',
  testdir: 'test',
  entrypoint: 'dist/index.js',
  entrypointTypes: 'dist/index.d.ts',
  bin: {
    colonnade: './dist/cli/main.js',
    // Where `Pulumi.yaml` and PATH find the provider of the coarse grain.
    'pulumi-resource-colonnade-objects': './dist/pulumi/coarse/plugin/main.js',
    // The same for components, which programs in other languages use as well.
    'pulumi-resource-colonnade': './dist/pulumi/components/plugin/main.js',
  },

  // The repository brings its own linter, formatter, test runner and CI; projen manages the package and its tasks.
  jest: false,
  eslint: false,
  prettier: false,
  github: false,
  release: false,
  package: true,
  depsUpgrade: false,
  sampleCode: false,
  clobber: false,
  // Written by hand. projen writes this text only where there is no README.md, and never over one.
  readme: { contents: '# Colonnade' },
  npmignoreEnabled: false,
  disableTsconfigDev: true,

  typescriptVersion: '~6.0.3',
  peerDeps: ['constructs@^10', 'cdk8s@^2', ...Object.entries(PULUMI_PEERS).map(([name, range]) => `${name}@${range}`)],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: [
    '@peculiar/asn1-schema@^2.11.1',
    '@peculiar/asn1-x509@^2.11.1',
    'commander@^14.0.3',
    'fflate@^0.8.3',
    'ipaddr.js@^2.5.0',
    'kubernetes-types@^1.30.0',
    'semver@^7.8.6',
    'valibot@^1',
    'yaml@^2.9.1',
  ],
  devDeps: [
    '@arethetypeswrong/cli@^0.18.5',
    '@grpc/grpc-js@^1.10.1',
    '@microsoft/api-extractor@^7',
    '@pulumi/aws@7.48.0',
    '@pulumi/azure-native@3.28.0',
    '@pulumi/command@4.5.0',
    '@pulumi/digitalocean@4.80.1',
    '@pulumi/gcp@9.37.0',
    '@pulumi/hcloud@1.41.0',
    '@pulumi/kubernetes@4.34.2',
    '@pulumi/openstack@3.15.2',
    '@pulumi/policy@1.21.0',
    '@pulumi/pulumi@3.245.0',
    '@pulumi/rancher2@13.0.0',
    '@pulumi/random@4.21.2',
    '@pulumi/tls@5.6.1',
    '@swc/core@^1.16.22',
    '@swc/jest@^0.2.39',
    '@types/jest@^30',
    '@types/node@^20',
    '@types/semver@^7',
    'ajv@^8.20.0',
    'cdk8s@^2.70.0',
    'cdk8s-cli@^2.207.60',
    'constructs@^10.5.0',
    'dependency-cruiser@^17.4.3',
    'eslint@^10',
    'expect-type@^1.4.0',
    'fast-check@^4.10.2',
    'google-protobuf@^3.21.4',
    'jest@^30',
    'jest-environment-node@^30',
    'prettier@^3.10.1',
    'publint@^0.3.25',
    'smol-toml@^1.9.1',
    'tsx@^4.23.15',
    'typedoc@^0.28.20',
    'typescript-eslint@^8.73.0',
  ],

  tsconfig: {
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2023'],
      module: 'node16',
      moduleResolution: javascript.TypeScriptModuleResolution.NODE16,
      rootDir: 'lib',
      outDir: 'dist',
      declaration: true,
      declarationMap: true,
      sourceMap: true,
      inlineSourceMap: false,
      inlineSources: true,
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noFallthroughCasesInSwitch: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      isolatedModules: true,
      verbatimModuleSyntax: false,
      forceConsistentCasingInFileNames: true,
      skipLibCheck: true,
    },
    include: ['lib/**/*.ts'],
    exclude: ['node_modules'],
  },
});

// ── package.json ────────────────────────────────────────────────────────────────────────────────────────────────────
const door = (room: string) => ({ types: `./dist/${room}index.d.ts`, default: `./dist/${room}index.js` });
project.package.addField('exports', {
  '.': door(''),
  './engines/k0smotron': door('engines/k0smotron/'),
  './engines/cluster-api': door('engines/cluster-api/'),
  './engines/kamaji': door('engines/kamaji/'),
  './engines/native': door('engines/native/'),
  './gitops': door('gitops/'),
  './hosts': door('hosts/'),
  './hosts/aws': door('hosts/aws/'),
  './hosts/azure': door('hosts/azure/'),
  './hosts/bare-metal': door('hosts/bare-metal/'),
  './hosts/clusterless': door('hosts/clusterless/'),
  './hosts/digitalocean': door('hosts/digitalocean/'),
  './hosts/edge': door('hosts/edge/'),
  './hosts/existing': door('hosts/existing/'),
  './hosts/gcp': door('hosts/gcp/'),
  './hosts/hetzner': door('hosts/hetzner/'),
  './hosts/ibm': door('hosts/ibm/'),
  './hosts/kubevirt': door('hosts/kubevirt/'),
  './hosts/metal3': door('hosts/metal3/'),
  './hosts/openstack': door('hosts/openstack/'),
  './hosts/refused': door('hosts/refused/'),
  './hosts/vsphere': door('hosts/vsphere/'),
  './installers/k0s': door('installers/k0s/'),
  './installers/kops': door('installers/kops/'),
  './installers/kubeadm': door('installers/kubeadm/'),
  './installers/kubespray': door('installers/kubespray/'),
  './installers/openshift': door('installers/openshift/'),
  './installers/puppet': door('installers/puppet/'),
  './installers/rke2': door('installers/rke2/'),
  './installers/tanzu': door('installers/tanzu/'),
  './pulumi': door('pulumi/'),
  './pulumi/aws': door('pulumi/aws/'),
  './pulumi/azure': door('pulumi/azure/'),
  './pulumi/bare-metal': door('pulumi/bare-metal/'),
  './pulumi/components': door('pulumi/components/'),
  './pulumi/digitalocean': door('pulumi/digitalocean/'),
  './pulumi/gcp': door('pulumi/gcp/'),
  './pulumi/gke-fleet': door('pulumi/gke-fleet/'),
  './pulumi/hetzner': door('pulumi/hetzner/'),
  './pulumi/ibm': door('pulumi/ibm/'),
  './pulumi/kubevirt': door('pulumi/kubevirt/'),
  './pulumi/metal3': door('pulumi/metal3/'),
  './pulumi/openstack': door('pulumi/openstack/'),
  './pulumi/policy': door('pulumi/policy/'),
  './pulumi/rancher': door('pulumi/rancher/'),
  './pulumi/vsphere': door('pulumi/vsphere/'),
  './workers': door('workers/'),
  './testing': door('testing/'),
  './schema': { types: './dist/model/fleet-schema.d.ts', default: './dist/model/fleet-schema.js' },
  './package.json': './package.json',
});
project.package.addField(
  'peerDependenciesMeta',
  Object.fromEntries(Object.keys(PULUMI_PEERS).map((name) => [name, { optional: true }])),
);
project.package.addField('sideEffects', false);
project.package.addField('type', 'commonjs');
project.package.addField('files', ['dist/**/*.js', 'dist/**/*.d.ts', 'dist/**/*.map', 'pulumi-plugin']);
project.package.addEngine('npm', '>=10');
project.package.addField('publishConfig', { access: 'public', provenance: true });
project.tryFindObjectFile('tsconfig.json')?.patch(JsonPatch.remove('/compilerOptions/alwaysStrict'));

// ── tasks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
project.compileTask.reset('tsc --build tsconfig.json');
project.compileTask.exec('tsx tools/package/prune-dist.ts');
project.compileTask.exec(
  'chmod +x dist/cli/main.js dist/pulumi/coarse/plugin/main.js dist/pulumi/components/plugin/main.js',
);
project.addTask('clean', { description: 'Remove what the build wrote', exec: 'rm -rf dist tsconfig.tsbuildinfo' });

project.addTask('typecheck', {
  description: 'Type-check library, tests, tools, examples and bench',
  exec: 'tsc --noEmit -p tsconfig.all.json',
});
project.addTask('lint', { description: 'Typed lint', exec: 'eslint --max-warnings 0 .' });
project.addTask('format', { description: 'Format every file', exec: 'prettier --log-level warn --write .' });
project.addTask('format:check', {
  description: 'Fail where a file is not formatted',
  exec: 'prettier --log-level warn --check .',
});
project.addTask('arrows', {
  description: 'The direction of imports between rooms',
  exec: 'depcruise --config .dependency-cruiser.cjs --output-type err-long lib',
});
project.addTask('api', {
  description: 'Compare the public API with its report',
  steps: [{ spawn: 'compile' }, { exec: 'tsx tools/api/report.ts' }],
});
project.addTask('api:update', {
  description: 'Write the public API report anew',
  steps: [{ spawn: 'compile' }, { exec: 'tsx tools/api/report.ts --update' }],
});
project.addTask('docs:api', { description: 'API pages from the docstrings', exec: 'typedoc' });
project.addTask('docs:generate', {
  description: 'Pages made from data: checks, schema',
  exec: 'tsx tools/docs/generate.ts',
});
project.addTask('docs:check', {
  description: 'Fail where a generated page is not what its data says',
  exec: 'tsx tools/docs/generate.ts --check',
});
project.addTask('schema', {
  description: 'Write the JSON Schema of fleet.json from the types of the model',
  exec: 'tsx tools/schema/generate.ts',
});
project.addTask('schema:check', {
  description: 'Fail where the JSON Schema is not what the types say',
  exec: 'tsx tools/schema/generate.ts --check',
});
project.addTask('tools', {
  description: 'Build the real Kubernetes parts into the cache',
  exec: 'tsx tools/build.ts',
  receiveArgs: true,
});
project.addTask('crds', {
  description: 'Fetch the definitions that tests of engines read into the cache',
  exec: 'tsx tools/crds/main.ts',
  receiveArgs: true,
});
project.addTask('quickstart', {
  description: 'Synthesize the example fleet',
  steps: [{ spawn: 'compile' }, { exec: 'tsx examples/quickstart/main.ts', receiveArgs: true }],
});
project.addTask('bench', {
  description: 'Measure synthesis',
  steps: [{ exec: 'tsc --build tsconfig.json' }, { exec: 'tsx bench/main.ts', receiveArgs: true }],
});
project.addTask('bench:pulumi', {
  description: 'Measure fleets under the engine of Pulumi, in both grains',
  steps: [{ exec: 'tsc --build tsconfig.json' }, { exec: 'tsx bench/pulumi/main.ts', receiveArgs: true }],
});
project.addTask('bench:ready', {
  description: 'Measure how fast a tenant answers, on the testbed',
  steps: [{ exec: 'tsc --build tsconfig.json' }, { exec: 'tsx bench/ready/main.ts', receiveArgs: true }],
});
project.addTask('e2e', {
  description: 'The fleet on a real management cluster',
  exec: 'tsx test/e2e/main.ts',
  receiveArgs: true,
});
project.addTask('conformance', {
  description: "Kubernetes' own conformance tests on a hosted tenant",
  exec: 'tsx test/conformance/main.ts',
  receiveArgs: true,
});
project.testTask.reset();
project.testTask.spawn(project.compileTask);
project.testTask.exec('jest', { receiveArgs: true });

const verify = project.addTask('verify', { description: 'What CI does, short of e2e' });
for (const step of [
  'typecheck',
  'format:check',
  'lint',
  'arrows',
  'api',
  'docs:check',
  'schema:check',
  'docs:api',
  'test',
]) {
  const task = project.tasks.tryFind(step);
  if (task === undefined) throw new Error(`no task ${step}`);
  verify.spawn(task);
}

// ── git ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
project.gitignore.addPatterns(
  '/dist/',
  '/out/',
  '/docs/api/',
  '*.tsbuildinfo',
  '/test/e2e/artifacts/',
  '/test/conformance/report/',
  '.colonnade-*/',
);

project.synth();
