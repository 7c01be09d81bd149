import type { KopsProps } from '../../../../lib/installers/kops';

/** What a program has to say. */
export const SHORT: KopsProps = {
  name: 'mgmt.example.com',
  version: '1.36.3',
  zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  stateStore: 's3://acme-kops-state',
};

/** Everything that can be said otherwise. */
export const FULL: KopsProps = {
  ...SHORT,
  version: '1.35.4',
  stateStore: 's3://acme-kops-state/clusters/',
  issuerStore: 's3://acme-oidc',
  networkCidr: '10.20.0.0/16',
  api: { kind: 'public', allowedCidrs: ['203.0.113.0/24'] },
  controlPlaneMachineType: 'm7i.xlarge',
  etcdVolumeGib: 64,
  kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/example',
  nodeGroups: [
    {
      name: 'hcp',
      machineType: 'm7i.2xlarge',
      min: 3,
      max: 30,
      volumeGib: 100,
      labels: { role: 'hcp' },
      taints: [{ key: 'role', value: 'hcp', effect: 'NoSchedule' }],
    },
    { name: 'general', machineType: 't3.large', min: 0, max: 3 },
  ],
  networking: 'calico',
  sshAllowedCidrs: ['203.0.113.7/32'],
  tags: { team: 'platform' },
};
