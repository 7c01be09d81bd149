import type { PuppetProps } from '../../../../lib/installers/puppet';

/** Three controllers behind a balancer, and a worker. */
export const SHORT: PuppetProps = {
  name: 'acme',
  version: '1.35.4',
  controllers: [1, 2, 3].map((n) => ({ name: `cp-${String(n)}.example.com`, address: `192.0.2.${String(10 + n)}` })),
  workers: [
    {
      name: 'etcd-1.example.com',
      address: '192.0.2.31',
      labels: { 'example.com/pool': 'etcd' },
      taints: [{ key: 'role', value: 'etcd', effect: 'NoSchedule' }],
    },
  ],
  endpoint: { kind: 'balancer', host: 'api.acme.example.com' },
};

/** Everything that can be said otherwise. */
export const FULL: PuppetProps = {
  ...SHORT,
  version: '1.36.3',
  operatingSystem: 'rhel',
  controllers: [{ name: 'cp-1.example.com', address: 'fd00:2::11' }],
  workers: [
    { name: 'worker-1.example.com', address: 'fd00:2::41' },
    { name: 'worker-2.example.com', address: 'fd00:2::42', taints: [{ key: 'slow', effect: 'PreferNoSchedule' }] },
  ],
  network: { podCidrs: ['10.64.0.0/16'], serviceCidrs: ['10.65.0.0/16'], clusterDomain: 'acme.local' },
  networkManifest: 'https://example.com/calico.yaml',
  eyaml: { privateKeyFile: '/keys/private.pem', publicKeyFile: '/keys/public.pem' },
};
