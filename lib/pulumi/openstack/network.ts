import { getNetworkOutput } from '@pulumi/openstack/networking/getNetwork';
import { Network } from '@pulumi/openstack/networking/network';
import { Router } from '@pulumi/openstack/networking/router';
import { RouterInterface } from '@pulumi/openstack/networking/routerInterface';
import { SecGroup } from '@pulumi/openstack/networking/secGroup';
import { SecGroupRule } from '@pulumi/openstack/networking/secGroupRule';
import { Subnet } from '@pulumi/openstack/networking/subnet';
import type { Output } from '@pulumi/pulumi';
import type { OpenStackScope } from './scope';

/** The private network, its way out, and what is let in. */
export interface OpenStackNetwork {
  readonly network: Network;
  readonly subnet: Subnet;
  readonly router: Router;
  readonly routerInterface: RouterInterface;
  /** Id of the network that floating IPs come from. */
  readonly externalNetworkId: Output<string>;
  /** Of servers: what comes from the private network, in which balancers are too. */
  readonly servers: SecGroup;
  /** Of the gateway: SSH from where the host says. */
  readonly gateway: SecGroup;
}

/** A private network behind a router. */
export function openStackNetwork({ name, settings, parent, tags }: OpenStackScope): OpenStackNetwork {
  const { region, networkCidr, nameservers, externalNetwork, apiServerCidrs } = settings;
  const network = new Network(name, { region, adminStateUp: true, tags }, { parent });
  const subnet = new Subnet(
    name,
    { region, networkId: network.id, cidr: networkCidr, ipVersion: 4, dnsNameservers: [...nameservers], tags },
    { parent },
  );
  const externalNetworkId = getNetworkOutput({ region, name: externalNetwork, external: true }, { parent }).id;
  const router = new Router(name, { region, externalNetworkId, tags }, { parent });
  const routerInterface = new RouterInterface(name, { region, routerId: router.id, subnetId: subnet.id }, { parent });
  const group = (groupName: string, description: string) =>
    new SecGroup(`${name}-${groupName}`, { region, description, deleteDefaultRules: true, tags }, { parent });
  const servers = group('servers', `Servers of management cluster ${name}`);
  const gateway = group('gateway', `Gateway of management cluster ${name}`);
  const rule = (ruleName: string, securityGroupId: Output<string>, rest: { direction: string } & Partial<Rule>) =>
    new SecGroupRule(`${name}-${ruleName}`, { region, ethertype: 'IPv4', securityGroupId, ...rest }, { parent });
  rule('servers-out', servers.id, { direction: 'egress' });
  rule('servers-in', servers.id, { direction: 'ingress', remoteIpPrefix: networkCidr });
  rule('gateway-out', gateway.id, { direction: 'egress' });
  for (const [index, remoteIpPrefix] of apiServerCidrs.entries()) {
    const ssh = { direction: 'ingress', protocol: 'tcp', portRangeMin: 22, portRangeMax: 22, remoteIpPrefix };
    rule(`gateway-ssh-${String(index)}`, gateway.id, ssh);
  }
  return { network, subnet, router, routerInterface, externalNetworkId, servers, gateway };
}

interface Rule {
  readonly protocol: string;
  readonly portRangeMin: number;
  readonly portRangeMax: number;
  readonly remoteIpPrefix: string;
}
