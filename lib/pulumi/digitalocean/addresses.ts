import { LoadBalancer } from '@pulumi/digitalocean/loadBalancer';
import { recordOf } from '../host';
import type { DigitalOceanNetwork } from './network';
import type { DigitalOceanScope } from './scope';

/**
 * A balancer for each endpoint, made before its Service so that its address is known. The Service takes it over by its id, and from then on
 * the cloud controller manager writes its rules, checks and droplets.
 *
 * The Service names no name for it: the webhook of the controller refuses a name that a balancer has already. Source:
 * https://github.com/digitalocean/digitalocean-cloud-controller-manager/issues/910
 */
export function digitalOceanBalancers<E extends string>(
  { name, settings, parent }: DigitalOceanScope,
  { vpc }: DigitalOceanNetwork,
  endpoints: readonly E[],
): Readonly<Record<E, LoadBalancer>> {
  return recordOf(
    endpoints,
    (endpoint) =>
      new LoadBalancer(
        `${name}-${endpoint}`,
        {
          region: settings.region,
          type: 'REGIONAL_NETWORK',
          vpcUuid: vpc.id,
          // A balancer has a rule; the controller writes those of the Service in its place.
          forwardingRules: [{ entryProtocol: 'tcp', entryPort: 6443, targetProtocol: 'tcp', targetPort: 6443 }],
        },
        {
          parent,
          ignoreChanges: ['name', 'forwardingRules', 'healthcheck', 'dropletIds', 'dropletTag', 'firewall', 'sizeUnit'],
        },
      ),
  );
}
