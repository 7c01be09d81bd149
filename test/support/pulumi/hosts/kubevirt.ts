import { secret } from '@pulumi/pulumi';
import { kubevirt } from 'colonnade/hosts/kubevirt';
import { managementProvider } from 'colonnade/pulumi';
import { KubevirtManagementCluster } from 'colonnade/pulumi/kubevirt';
import type { States } from '../mocked';
import type { ListedResources } from './describe-host-resources';
import { inputNames } from './sdk-types';

/** The place of the tests. */
export const KUBEVIRT = kubevirt({ infraStorageClass: 'ceph-block', encryptedStorage: true });

const balancer = (ip: string) => ({ status: { loadBalancer: { ingress: [{ ip }] } } });

/** What a management cluster in KubeVirt is once it has been made. */
export const KUBEVIRT_STATES: States = {
  'dc-1': { publicKeyOpenssh: 'ssh-ed25519 AAAA', privateKeyOpenssh: 'PRIVATE KEY' },
  'dc-1-vrrp': { result: 'Ab3dEf9h' },
  'dc-1-api': balancer('203.0.113.10'),
  'dc-1-ssh': balancer('203.0.113.11'),
  'dc-1-kubeconfig': { stdout: 'kind: Config' },
};

/** A management cluster of virtual machines. */
export function kubevirtCluster(): KubevirtManagementCluster {
  return new KubevirtManagementCluster('dc-1', {
    host: KUBEVIRT,
    version: '1.36.3+k0s.0',
    infra: managementProvider('infra', { kubeconfig: secret('kind: Config') }),
    network: { attachment: 'machines', cidr: '192.168.64.0/24' },
    apiServerCidrs: ['198.51.100.7/32'],
  });
}

const OBJECT = ['apiVersion', 'kind', 'metadata', 'spec'] as const;
const sdk = (kind: string): readonly string[] => [...(inputNames(`kubernetes:core/v1:${kind}`) ?? [])];

/** What the contract looks at. */
export const RESOURCES: ListedResources = {
  provider: 'kubernetes',
  labels: ['metadata'],
  inputs: {
    // https://kubevirt.io/api-reference/main/definitions.html#_v1_virtualmachine
    'kubernetes:kubevirt.io/v1:VirtualMachine': OBJECT,
    'kubernetes:core/v1:Namespace': sdk('Namespace'),
    'kubernetes:core/v1:Secret': sdk('Secret'),
    'kubernetes:core/v1:Service': sdk('Service'),
  },
  program: () => kubevirtCluster(),
  states: KUBEVIRT_STATES,
};
