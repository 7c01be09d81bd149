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
  stackNotBegun: {
    code: 'CLN9074',
    title: 'a stack that needs another one, which failed',
    explanation:
      'Tenants need the datastores and what else the stack of their management cluster makes; that stack is destroyed when no stack of a tenant is left. Where the one before failed, those behind it are not begun. The next call begins them.',
  },
  noSuchPool: {
    code: 'CLN3303',
    title: 'a worker pool that is not in the tenant',
    explanation:
      'What makes machines was asked for by the name of a pool that the tenant does not have. Names of pools are the ids of their constructs.',
  },
  providerOfGrain: {
    code: 'CLN9080',
    title: 'a provider of the other grain',
    explanation:
      "In the fine grain each object is a resource of the Kubernetes provider of Pulumi, which managementProvider() makes. In the coarse grain (grain: 'tenant') all objects of a tenant are one resource of a provider that comes with this package, which objectsProvider() makes. Pulumi would give neither of them resources of the other one, and would silently use the kubeconfig of whoever runs it.",
  },
  kubeconfig: {
    code: 'CLN9081',
    title: 'a kubeconfig that cannot be used',
    explanation:
      'The provider of the coarse grain talks to the API server itself. It reads the current context of a kubeconfig: a server, its CA, and a user with a client certificate, a token, a file with a token, or a command that prints either (as for EKS, GKE and AKS). Passwords, proxies, impersonation and auth-provider, which Kubernetes has removed, are refused rather than left out. See https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/.',
  },
  refusedObject: {
    code: 'CLN9082',
    title: 'an object that the API server refused',
    explanation:
      'Server-side apply of an object of the coarse grain failed, with the words of the API server, of a webhook or of a policy. What was applied before stays, and is in the state; the next run goes on from there.',
  },
  notReady: {
    code: 'CLN9083',
    title: 'an object that was not ready, or not gone, in time',
    explanation:
      'In the coarse grain a run waits until what the engine of a tenant calls ready is so, and until what is deleted is gone. The wait ended at timeoutSeconds, or the object has failed. What was applied stays, and is in the state; the next run goes on from there.',
  },
  guarded: {
    code: 'CLN9084',
    title: 'an object that is protected from deletion, and is not in the program any more',
    explanation:
      "An object of a tenant or datastore with deletionProtection would be deleted, because the program does not have it any more: it was removed, or has another name. The preview fails, as that of a protected resource does. protection: 'retain' leaves such objects in the cluster instead.",
  },
  unreachable: {
    code: 'CLN9085',
    title: 'a cluster that does not answer',
    explanation:
      'The API server of a management cluster did not answer, several times in a row. Nothing is given up because of that: an API server that is away for a moment would otherwise cost a tenant. Where a cluster is gone for good, deleteUnreachable: true lets a deletion forget what was in it.',
  },
} as const satisfies Record<string, InputProblem>;
