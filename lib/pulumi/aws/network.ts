import { DefaultSecurityGroup } from '@pulumi/aws/ec2/defaultSecurityGroup';
import { Eip } from '@pulumi/aws/ec2/eip';
import { InternetGateway } from '@pulumi/aws/ec2/internetGateway';
import { NatGateway } from '@pulumi/aws/ec2/natGateway';
import { RouteTable } from '@pulumi/aws/ec2/routeTable';
import { RouteTableAssociation } from '@pulumi/aws/ec2/routeTableAssociation';
import { Subnet } from '@pulumi/aws/ec2/subnet';
import { Vpc } from '@pulumi/aws/ec2/vpc';
import { VpcEndpoint } from '@pulumi/aws/ec2/vpcEndpoint';
import type { Input, Resource } from '@pulumi/pulumi';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';

/** The network of a management cluster. */
export interface AwsNetwork {
  readonly vpc: Vpc;
  /** One for each zone, in their order: nodes and pods. */
  readonly privateSubnets: readonly Subnet[];
  /** One for each zone, in their order: balancers and NAT gateways. */
  readonly publicSubnets: readonly Subnet[];
  /** What has to be there before a node can reach anything. */
  readonly routes: readonly Resource[];
}

/** A network that is there already. Its public subnets are tagged `kubernetes.io/role/elb: 1`, its private ones `kubernetes.io/role/internal-elb: 1`. */
export interface ExistingAwsNetwork {
  /** For example `vpc-0123456789abcdef0`. */
  readonly vpcId: Input<string>;
  /** One for each zone of the host, in their order, with a way out. */
  readonly privateSubnetIds: readonly Input<string>[];
  /** One for each zone of the host, in their order. */
  readonly publicSubnetIds: readonly Input<string>[];
}

/**
 * A VPC with a private and a public subnet in each zone. Nodes have no public address; they go out over the NAT gateway of their zone, and
 * to S3 without one. The security group that AWS makes with every VPC lets nothing through.
 */
export function network(parts: AwsParts): AwsNetwork {
  const { name, settings } = parts;
  const { region, subnets, vpcCidr } = settings;
  const vpc = new Vpc(
    `${name}-vpc`,
    { region, cidrBlock: vpcCidr, enableDnsHostnames: true, enableDnsSupport: true, tags: tagsOf(parts, 'vpc') },
    below(parts),
  );
  const inside = below(parts, { parent: vpc });
  new DefaultSecurityGroup(
    `${name}-default`,
    { region, vpcId: vpc.id, ingress: [], egress: [], tags: tagsOf(parts, 'default') },
    inside,
  );
  const publicSubnets = subnets.map(({ zone, publicCidr }) => subnet(parts, vpc, zone, 'public', publicCidr));
  const privateSubnets = subnets.map(({ zone, privateCidr }) => subnet(parts, vpc, zone, 'private', privateCidr));
  const gateway = new InternetGateway(
    `${name}-internet`,
    { region, vpcId: vpc.id, tags: tagsOf(parts, 'internet') },
    inside,
  );
  const out = routed(parts, vpc, 'public', { gatewayId: gateway.id }, publicSubnets);
  const gateways = (settings.natGateways === 'one' ? publicSubnets.slice(0, 1) : publicSubnets).map((at, index) =>
    natGateway(parts, at, settings.zones[index] ?? '', [gateway, ...out.associations]),
  );
  const routedSubnets = privateSubnets.map((at, index) => {
    const nat = gateways[index] ?? gateways[0];
    return routed(parts, vpc, `private-${settings.zones[index] ?? ''}`, { natGatewayId: nat?.id ?? '' }, [at]);
  });
  new VpcEndpoint(
    `${name}-s3`,
    {
      region,
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: routedSubnets.map(({ table }) => table.id),
      tags: tagsOf(parts, 's3'),
    },
    inside,
  );
  const routes = [...out.associations, ...routedSubnets.flatMap(({ associations }) => associations)];
  return { vpc, privateSubnets, publicSubnets, routes };
}

/** Reads a network that is there already. */
export function existingNetwork(parts: AwsParts, existing: ExistingAwsNetwork): AwsNetwork {
  const { name, settings } = parts;
  const read = (kind: string) => (id: Input<string>, index: number) =>
    Subnet.get(
      `${name}-${kind}-${settings.zones[index] ?? String(index)}`,
      id,
      { region: settings.region },
      below(parts),
    );
  return {
    vpc: Vpc.get(`${name}-vpc`, existing.vpcId, { region: settings.region }, below(parts)),
    privateSubnets: existing.privateSubnetIds.map(read('private')),
    publicSubnets: existing.publicSubnetIds.map(read('public')),
    routes: [],
  };
}

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/ */
function subnet(parts: AwsParts, vpc: Vpc, zone: string, kind: 'private' | 'public', cidrBlock: string): Subnet {
  const part = `${kind}-${zone}`;
  return new Subnet(
    `${parts.name}-${part}`,
    {
      region: parts.settings.region,
      vpcId: vpc.id,
      availabilityZone: zone,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      tags: {
        ...tagsOf(parts, part),
        [kind === 'public' ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb']: '1',
      },
    },
    below(parts, { parent: vpc }),
  );
}

interface Routed {
  readonly table: RouteTable;
  readonly associations: readonly RouteTableAssociation[];
}

function routed(
  parts: AwsParts,
  vpc: Vpc,
  part: string,
  target: { readonly gatewayId: Input<string> } | { readonly natGatewayId: Input<string> },
  subnets: readonly Subnet[],
): Routed {
  const { name, settings } = parts;
  const { region } = settings;
  const table = new RouteTable(
    `${name}-${part}`,
    { region, vpcId: vpc.id, routes: [{ cidrBlock: '0.0.0.0/0', ...target }], tags: tagsOf(parts, part) },
    below(parts, { parent: vpc }),
  );
  const associations = subnets.map(
    (at, index) =>
      new RouteTableAssociation(
        `${name}-${part}${subnets.length > 1 ? `-${settings.zones[index] ?? ''}` : ''}`,
        { region, routeTableId: table.id, subnetId: at.id },
        below(parts, { parent: table }),
      ),
  );
  return { table, associations };
}

function natGateway(parts: AwsParts, at: Subnet, zone: string, dependsOn: Resource[]): NatGateway {
  const { name, settings } = parts;
  const { region } = settings;
  const part = `nat-${zone}`;
  const address = new Eip(
    `${name}-${part}`,
    { region, domain: 'vpc', tags: tagsOf(parts, part) },
    below(parts, { parent: at }),
  );
  return new NatGateway(
    `${name}-${part}`,
    { region, subnetId: at.id, allocationId: address.allocationId, tags: tagsOf(parts, part) },
    below(parts, { parent: at, dependsOn }),
  );
}
