import { Address } from '@pulumi/gcp/compute/address';
import { recordOf } from '../host';
import type { GcpNetwork } from './network';
import type { GcpScope } from './scope';

/**
 * An address for each endpoint, of the kind that the host's balancers have. An address that a Service has used stays when the Service goes.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/service-parameters#lb_ip
 */
export function gcpAddresses<E extends string>(
  { name, settings, parent, labels }: GcpScope,
  { subnetwork }: Pick<GcpNetwork, 'subnetwork'>,
  endpoints: readonly E[],
): Readonly<Record<E, Address>> {
  const kind =
    settings.balancers === 'internal'
      ? { addressType: 'INTERNAL', subnetwork: subnetwork.id }
      : { addressType: 'EXTERNAL', networkTier: 'PREMIUM' };
  return recordOf(
    endpoints,
    (endpoint) =>
      new Address(
        `${name}-${endpoint}`,
        { project: settings.project, region: settings.region, ...kind, labels: { ...labels, endpoint } },
        { parent },
      ),
  );
}
