import { NatGateway } from '@pulumi/azure-native/network/natGateway';
import { PublicIPAddress } from '@pulumi/azure-native/network/publicIPAddress';
import { Subnet } from '@pulumi/azure-native/network/subnet';
import { VirtualNetwork } from '@pulumi/azure-native/network/virtualNetwork';
import { placed } from './scope';
import type { AzureScope } from './scope';

/** The network of a management cluster: a subnet for nodes with a way out, and one for internal balancers. */
export interface AzureNetwork {
  readonly network: VirtualNetwork;
  /** Of nodes. */
  readonly nodes: Subnet;
  /** Of internal balancers: its name is `balancers`, as their Services say. */
  readonly balancers: Subnet;
  readonly natGateway: NatGateway;
}

/**
 * Nodes have no public address and leave by the NAT gateway. AKS keeps a network security group of its own on them, which lets in what
 * Services of type LoadBalancer ask for and nothing else.
 *
 * @see https://learn.microsoft.com/en-us/azure/aks/nat-gateway
 */
export function azureNetwork(scope: AzureScope): AzureNetwork {
  const { name, settings, parent, group } = scope;
  const network = new VirtualNetwork(
    name,
    { ...placed(scope), addressSpace: { addressPrefixes: [settings.network.network] } },
    // Subnets are resources of their own.
    { parent, ignoreChanges: ['subnets'] },
  );
  const out = new PublicIPAddress(
    `${name}-nat`,
    { ...placed(scope), publicIPAllocationMethod: 'Static', sku: { name: 'Standard' } },
    { parent },
  );
  const natGateway = new NatGateway(
    name,
    { ...placed(scope), sku: { name: 'Standard' }, publicIpAddresses: [{ id: out.id }], idleTimeoutInMinutes: 10 },
    { parent },
  );
  const nodes = new Subnet(
    `${name}-nodes`,
    {
      resourceGroupName: group.name,
      virtualNetworkName: network.name,
      subnetName: 'nodes',
      addressPrefix: settings.network.nodes,
      natGateway: { id: natGateway.id },
      serviceEndpoints: [{ service: 'Microsoft.Storage' }],
      defaultOutboundAccess: false,
    },
    { parent },
  );
  const balancers = new Subnet(
    `${name}-balancers`,
    {
      resourceGroupName: group.name,
      virtualNetworkName: network.name,
      subnetName: 'balancers',
      addressPrefix: settings.network.balancers,
      defaultOutboundAccess: false,
    },
    // Azure changes one subnet of a network at a time.
    { parent, dependsOn: [nodes] },
  );
  return { network, nodes, balancers, natGateway };
}
