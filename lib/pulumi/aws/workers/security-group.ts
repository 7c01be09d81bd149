import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup';
import { SecurityGroupEgressRule } from '@pulumi/aws/vpc/securityGroupEgressRule';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule';
import type { GroupParts } from './args';

/**
 * Machines dial out, and talk to each other; nobody else reaches them. The control plane needs no rule: it reaches kubelets through
 * connections that konnectivity agents opened.
 */
export function machineSecurityGroup({ name, args, tags, options }: GroupParts): SecurityGroup {
  const group = new SecurityGroup(
    name,
    { description: `Nodes of worker pool ${args.pool.model.path}`, vpcId: args.vpcId, tags },
    options,
  );
  const anywhere = { ipv4: { cidrIpv4: '0.0.0.0/0' }, ipv6: { cidrIpv6: '::/0' } } as const;
  for (const [family, range] of Object.entries(anywhere)) {
    new SecurityGroupEgressRule(
      `${name}-out-${family}`,
      { securityGroupId: group.id, ipProtocol: '-1', ...range, tags },
      options,
    );
  }
  new SecurityGroupIngressRule(
    `${name}-nodes`,
    { securityGroupId: group.id, ipProtocol: '-1', referencedSecurityGroupId: group.id, tags },
    options,
  );
  return group;
}
