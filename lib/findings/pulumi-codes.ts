import type { InputProblem } from './input-codes';

/** What can be wrong where a fleet becomes resources of a Pulumi program. */
export const PULUMI_PROBLEMS = {
  laterShape: {
    code: 'CLN9070',
    title: 'a later value that changes more than its place',
    explanation:
      'A value that is known later, such as an Output of Pulumi, is put where the fleet uses it when it is known. Which objects there are, and which fields they have, has to be known before, so that a preview can show them. This value came to other fields than the one that stood for it: an IPv6 address where an IPv4 address was announced, for example. The function that builds the fleet is called several times, so it also has to build the same fleet each time. See https://www.pulumi.com/docs/iac/concepts/inputs-outputs/.',
  },
  providers: {
    code: 'CLN9071',
    title: 'a management cluster without a provider of its own',
    explanation:
      'A Kubernetes provider of Pulumi applies to one cluster. A fleet with several management clusters needs one provider for each of them, by the name of the management cluster; one for all would apply all of them to the same cluster.',
  },
  noSuchTenant: {
    code: 'CLN9072',
    title: 'a tenant that is not in the fleet',
    explanation:
      'Outputs of a tenant were asked for by a name that no tenant has, or that tenants of several management clusters have. The name of the management cluster and a slash in front of it says which one.',
  },
  stackFailed: {
    code: 'CLN9073',
    title: 'a stack that the engine could not deploy',
    explanation:
      'The engine of Pulumi ended with errors, which follow. What was done before stays done: the next run goes on from there, and other stacks of the fleet are not kept from being deployed. A stack that is said to be locked was interrupted: `pulumi cancel` releases it, see https://www.pulumi.com/docs/iac/cli/commands/pulumi_cancel/.',
  },
  noSuchPool: {
    code: 'CLN3303',
    title: 'a worker pool that is not in the tenant',
    explanation:
      'What makes machines was asked for by the name of a pool that the tenant does not have. Names of pools are the ids of their constructs.',
  },
} as const satisfies Record<string, InputProblem>;
