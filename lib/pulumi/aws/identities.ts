import { Role } from '@pulumi/aws/iam/role';
import { RolePolicy } from '@pulumi/aws/iam/rolePolicy';
import { RolePolicyAttachment } from '@pulumi/aws/iam/rolePolicyAttachment';
import type { Resource } from '@pulumi/pulumi';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';
import { trustOf } from './policies';
import type { TrustedService } from './policies';
import { policy } from './policy';
import type { Statement } from './policy';

/** A role, and what has to be there before it can do its work. */
export interface Identity {
  readonly role: Role;
  readonly policies: readonly Resource[];
}

/** What a role may do. */
export interface IdentityArgs {
  /** Who takes it: EKS itself, nodes, pods by Pod Identity, or what writes down flows of a network. */
  readonly trusts: TrustedService;
  /** For whom it takes it. @default - the service sees to that */
  readonly trustedFor?: Statement['Condition'];
  /** Names of policies that AWS keeps up to date, with their path. @default - none */
  readonly managed?: readonly string[];
  /** What it may do besides. @default - nothing */
  readonly statements?: readonly Statement[];
}

/** A role with the policies that it needs and no others. */
export function identity(parts: AwsParts, part: string, args: IdentityArgs): Identity {
  const { name, settings } = parts;
  const role = new Role(
    `${name}-${part}`,
    { assumeRolePolicy: trustOf(args.trusts, args.trustedFor), tags: tagsOf(parts, part) },
    below(parts),
  );
  const managed = (args.managed ?? []).map((path) => {
    const policyArn = `arn:${settings.partition}:iam::aws:policy/${path}`;
    const attached = `${name}-${part}-${path.slice(path.lastIndexOf('/') + 1)}`;
    return new RolePolicyAttachment(attached, { role: role.name, policyArn }, below(parts, { parent: role }));
  });
  if (args.statements === undefined) return { role, policies: managed };
  const own = new RolePolicy(
    `${name}-${part}`,
    { role: role.name, policy: policy(...args.statements) },
    below(parts, { parent: role }),
  );
  return { role, policies: [...managed, own] };
}
