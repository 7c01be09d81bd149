import { IAMMember } from '@pulumi/gcp/projects/iammember';
import { Account } from '@pulumi/gcp/serviceaccount/account';
import { interpolate } from '@pulumi/pulumi';
import type { GcpScope } from './scope';

/** Who nodes are, instead of the project's default account, which may edit everything. */
export interface GcpNodeIdentity {
  readonly account: Account;
  /** The one role that it has: logs, metrics, and to be a node. */
  readonly role: IAMMember;
}

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa */
export function gcpNodeIdentity({ name, settings: { project }, parent }: GcpScope): GcpNodeIdentity {
  const account = new Account(
    `${name}-nodes`,
    { project, displayName: `Nodes of management cluster ${name}` },
    { parent },
  );
  const role = new IAMMember(
    `${name}-nodes`,
    {
      project,
      role: 'roles/container.defaultNodeServiceAccount',
      member: interpolate`serviceAccount:${account.email}`,
    },
    { parent },
  );
  return { account, role };
}
