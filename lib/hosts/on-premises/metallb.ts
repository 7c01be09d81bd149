import type { KubernetesObject } from '../../kubernetes';
import type { ManagementClusterModel } from '../../model';
import { metadataOf } from './labels';
import type { MetalLbBalancer } from './site-balancer';

const NAME = 'colonnade-endpoints';
const NAMESPACE = 'metallb-system';

/**
 * The pool of addresses and its announcement. Addresses are given to Services that ask for one: `autoAssign` is off, so that no other
 * Service takes the address of a tenant.
 *
 * Source: https://metallb.io/apis/
 */
export function metalLbObjects(
  balancer: MetalLbBalancer,
  cluster: ManagementClusterModel,
): readonly KubernetesObject[] {
  return [
    {
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata: metadataOf(cluster, NAME, NAMESPACE),
      spec: { addresses: [...balancer.addresses], autoAssign: false },
    },
    {
      apiVersion: 'metallb.io/v1beta1',
      kind: balancer.announce === 'bgp' ? 'BGPAdvertisement' : 'L2Advertisement',
      metadata: metadataOf(cluster, NAME, NAMESPACE),
      spec: { ipAddressPools: [NAME] },
    },
  ];
}
