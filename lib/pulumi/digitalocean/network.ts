import { Vpc } from '@pulumi/digitalocean/vpc';
import { VpcNatGateway } from '@pulumi/digitalocean/vpcNatGateway';
import type { DigitalOceanScope } from './scope';

/** The private network. */
export interface DigitalOceanNetwork {
  readonly vpc: Vpc;
  /** The way of nodes without public addresses into the internet; `undefined`: they have some. */
  readonly natGateway: VpcNatGateway | undefined;
}

/** A VPC, and the gateway that nodes without public addresses need. */
export function digitalOceanNetwork({ name, settings, parent }: DigitalOceanScope): DigitalOceanNetwork {
  const { region, vpcCidr, privateNodes } = settings;
  const vpc = new Vpc(name, { region, ipRange: vpcCidr, description: `Management cluster ${name}` }, { parent });
  if (!privateNodes) return { vpc, natGateway: undefined };
  const natGateway = new VpcNatGateway(
    name,
    { region, type: 'PUBLIC', size: 1, vpcs: [{ vpcUuid: vpc.id, defaultGateway: true }] },
    { parent },
  );
  return { vpc, natGateway };
}
