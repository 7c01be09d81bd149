import { virtualMachineSpec } from 'colonnade/hosts/kubevirt';

test.each([
  ['masquerade', { masquerade: {} }, 'LiveMigrate'],
  ['bridge', { bridge: {} }, 'None'],
  [{ attachment: 'lan' }, { bridge: {} }, 'LiveMigrate'],
] as const)('a machine of KubeVirt on the network %j moves where it can: %j, %s', (network, binding, strategy) => {
  const spec = virtualMachineSpec({
    name: 'w-1',
    namespace: 'tenants',
    image: 'quay.io/containerdisks/ubuntu:24.04',
    storageClass: 'ceph-block',
    userDataSecret: 'w-1-user-data',
    network,
  });
  expect(spec).toMatchObject({
    template: {
      spec: {
        evictionStrategy: strategy,
        domain: { devices: { interfaces: [{ name: 'default', ...binding }] } },
      },
    },
  });
});
