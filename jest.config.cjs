/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/test/{unit,contract,types,package}/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  moduleNameMapper: {
    '^colonnade$': '<rootDir>/lib/index.ts',
    '^colonnade/engines/k0smotron$': '<rootDir>/lib/engines/k0smotron/index.ts',
    '^colonnade/engines/cluster-api$': '<rootDir>/lib/engines/cluster-api/index.ts',
    '^colonnade/engines/kamaji$': '<rootDir>/lib/engines/kamaji/index.ts',
    '^colonnade/engines/native$': '<rootDir>/lib/engines/native/index.ts',
    '^colonnade/gitops$': '<rootDir>/lib/gitops/index.ts',
    '^colonnade/hosts$': '<rootDir>/lib/hosts/index.ts',
    '^colonnade/hosts/([^/]+)$': '<rootDir>/lib/hosts/$1/index.ts',
    '^colonnade/installers/k0s$': '<rootDir>/lib/installers/k0s/index.ts',
    '^colonnade/installers/kubeadm$': '<rootDir>/lib/installers/kubeadm/index.ts',
    '^colonnade/installers/kops$': '<rootDir>/lib/installers/kops/index.ts',
    '^colonnade/installers/kubespray$': '<rootDir>/lib/installers/kubespray/index.ts',
    '^colonnade/installers/rke2$': '<rootDir>/lib/installers/rke2/index.ts',
    '^colonnade/installers/puppet$': '<rootDir>/lib/installers/puppet/index.ts',
    '^colonnade/installers/openshift$': '<rootDir>/lib/installers/openshift/index.ts',
    '^colonnade/installers/tanzu$': '<rootDir>/lib/installers/tanzu/index.ts',
    '^colonnade/pulumi$': '<rootDir>/lib/pulumi/index.ts',
    '^colonnade/pulumi/([^/]+)$': '<rootDir>/lib/pulumi/$1/index.ts',
    '^colonnade/workers$': '<rootDir>/lib/workers/index.ts',
    '^colonnade/testing$': '<rootDir>/lib/testing/index.ts',
    '^colonnade/schema$': '<rootDir>/lib/model/fleet-schema.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/'],
  testEnvironment: 'node',
  // A bound against hanging, not a measure: a busy machine is slow.
  testTimeout: 300_000,
  maxWorkers: 2,
};
