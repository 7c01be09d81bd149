import type { Output } from '@pulumi/pulumi';
import { GROUP_LABEL } from '../../hosts/kubevirt';
import type { KubernetesObject } from '../../kubernetes';
import { valueAt } from '../leaves';
import type { KubernetesObjectResource } from '../kubernetes-object';

/** Port of SSH. */
const SSH = 22;

/** How the gateway is reached: by SSH, from where the API server is reached too. */
export function sshService(
  gateway: { readonly name: string; readonly namespace: string },
  cidrs: readonly string[],
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: `${gateway.name}-ssh`,
      namespace: gateway.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'colonnade' },
    },
    spec: {
      type: 'LoadBalancer',
      selector: { [GROUP_LABEL]: gateway.name },
      ports: [{ name: 'ssh', port: SSH, targetPort: SSH, protocol: 'TCP' }],
      loadBalancerSourceRanges: [...cidrs],
    },
  };
}

/** The address, or else the name, that a Service has got. */
export function balancerAddress(service: KubernetesObjectResource): Output<string> {
  return service.status.apply((status) => {
    const first = valueAt(status, ['loadBalancer', 'ingress', 0]);
    const found = valueAt(first, ['ip']) ?? valueAt(first, ['hostname']);
    if (typeof found !== 'string') throw new TypeError('the Service has no address of a balancer yet.');
    return found;
  });
}
