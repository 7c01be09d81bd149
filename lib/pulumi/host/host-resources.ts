import type { Provider } from '@pulumi/kubernetes/provider';
import type { Output } from '@pulumi/pulumi';
import type { Later } from '../later';

/**
 * What a management cluster that a program makes gives to the fleet on it: the same for every place.
 *
 * @typeParam E - names of the endpoints that were asked for
 *
 * @example
 * const eu = new AwsManagementCluster('eu-1', { host, version: '1.36.3', endpoints: ['team-a'] });
 * new PulumiFleet('acme', { provider: eu.provider }, (app, later) => {
 *   // ... host, and then
 *   endpoint: Endpoint.loadBalancer({
 *     address: later.address(eu.addresses['team-a']),
 *     annotations: eu.endpointAnnotations('team-a', later),
 *   }),
 * });
 */
export interface HostResources<E extends string = string> {
  /** Kubeconfig of the management cluster. A secret. Where the place can, it holds a command that asks for a token, and no token. */
  readonly kubeconfig: Output<string>;
  /** Kubernetes provider of the management cluster, with the settings of `managementProvider`. */
  readonly provider: Provider;
  /** StorageClass of etcd's volumes, as the host's facts say; `null`: the cluster's default class. */
  readonly storageClass: string | null;
  /** Addresses that are reserved for tenants' endpoints, by the names that were asked for. */
  readonly addresses: Readonly<Record<E, Output<string>>>;
  /**
   * What the Service of an endpoint says to get its address, besides what every Service of the host says; empty where the address is
   * enough.
   *
   * @param name - one of the endpoints that were asked for
   * @param later - of the fleet that the endpoint is in
   */
  endpointAnnotations(name: E, later: Later): Readonly<Record<string, string>>;
}
