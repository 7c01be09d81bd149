import type { KubernetesObject } from '../../kubernetes';
import type { LoadBalancerFacts, ManagementClusterModel } from '../../model';
import type { HostInput } from '../host-input';
import { kubeVipObjects } from './kube-vip';
import { metalLbObjects } from './metallb';
import type { SiteBalancer } from './site-balancer';

/** What checks and people see of it. */
export function balancerFacts(balancer: SiteBalancer): LoadBalancerFacts {
  return {
    product: balancer.kind === 'kube-vip' ? 'kube-vip' : 'MetalLB',
    staticAddress: true,
    hostnameOnly: false,
    internal: true,
    zonal: 'all-zones',
    source:
      balancer.kind === 'kube-vip'
        ? 'https://kube-vip.io/docs/usage/kubernetes-services/'
        : 'https://metallb.io/usage/#requesting-specific-ips',
  };
}

/**
 * What the Service of an endpoint says to get an address, for engines that do not ask for it by `spec.loadBalancerIP`.
 *
 * Sources: https://kube-vip.io/docs/usage/kubernetes-services/, https://metallb.io/usage/#requesting-specific-ips
 */
export function addressAnnotations(balancer: SiteBalancer, address: string): Readonly<Record<string, string>> {
  return { [balancer.kind === 'kube-vip' ? 'kube-vip.io/loadbalancerIPs' : 'metallb.io/loadBalancerIPs']: address };
}

/** The objects that it needs in the management cluster. */
export function balancerObjects(balancer: SiteBalancer, cluster: ManagementClusterModel): readonly KubernetesObject[] {
  return balancer.kind === 'kube-vip' ? kubeVipObjects(balancer, cluster) : metalLbObjects(balancer, cluster);
}

/** Takes down what is wrong with it. */
export function checkBalancer(balancer: SiteBalancer, input: HostInput): void {
  if (balancer.kind === 'kube-vip') {
    if (balancer.interface !== undefined) {
      input.matches('balancer.interface', balancer.interface, /^[a-zA-Z][\w.@-]{0,14}$/, 'eth0');
    }
    return;
  }
  for (const range of balancer.addresses) {
    if (range.includes('-')) input.addresses('balancer.addresses', range.split('-'));
    else input.cidrs('balancer.addresses', [range]);
  }
}
