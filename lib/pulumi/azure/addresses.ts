import { PublicIPAddress } from '@pulumi/azure-native/network/publicIPAddress';
import { CLOUD_PROBLEMS, ColonnadeError } from '../../findings';
import { recordOf } from '../host';
import { placed } from './scope';
import type { AzureScope } from './scope';

/**
 * A public address for each endpoint, in all zones. It stays when its Service goes.
 *
 * @throws CLN3230 where balancers are internal
 * @see https://learn.microsoft.com/en-us/azure/aks/static-ip
 */
export function azureAddresses<E extends string>(
  scope: AzureScope,
  endpoints: readonly E[],
): Readonly<Record<E, PublicIPAddress>> {
  const { name, settings, parent, tags } = scope;
  if (settings.balancers === 'internal' && endpoints.length > 0) {
    throw ColonnadeError.of({
      code: CLOUD_PROBLEMS.noPrivateReservation.code,
      path: name,
      property: 'endpoints',
      message: `${endpoints.join(', ')}: Azure reserves no private addresses.`,
      fix: `leave endpoints out, and choose addresses of ${settings.network.balancers} for Endpoint.loadBalancer({ address }).`,
    });
  }
  return recordOf(
    endpoints,
    (endpoint) =>
      new PublicIPAddress(
        `${name}-${endpoint}`,
        {
          ...placed(scope),
          publicIPAllocationMethod: 'Static',
          publicIPAddressVersion: 'IPv4',
          sku: { name: 'Standard', tier: 'Regional' },
          zones: [...settings.zones],
          tags: { ...tags, endpoint },
        },
        // The cloud controller writes on it whose it is.
        { parent, ignoreChanges: ['tags["k8s-azure-service"]', 'tags["k8s-azure-cluster-name"]'] },
      ),
  );
}
