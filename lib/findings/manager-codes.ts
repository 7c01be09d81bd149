import type { InputProblem } from './input-codes';

/** What can be wrong with how a fleet is handed to a GitOps tool or a fleet manager. */
export const MANAGER_PROBLEMS = {
  credentials: {
    code: 'CLN8100',
    title: 'a password in the URL of a repository',
    explanation:
      'What is rendered goes into the repository that the URL is of, so whoever reads the repository would read the password. Argo CD takes credentials from a Secret with the label argocd.argoproj.io/secret-type: repository, Flux from the secretRef of a source. See https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/ and https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference.',
  },
  option: {
    code: 'CLN8101',
    title: 'an option of a layout that cannot be used',
    explanation:
      'Options of a layout become fields of objects that other tools read: folders are relative to the root of the repository and stay inside of it, names are names of Kubernetes objects.',
  },
  noSuchCluster: {
    code: 'CLN8102',
    title: 'an option for a management cluster that is not in the fleet',
    explanation:
      'Options by management cluster are named by its id. One for a cluster that is not there would have no effect, so it is refused.',
  },
  sameDestination: {
    code: 'CLN8103',
    title: 'two management clusters in one destination',
    explanation:
      'Each management cluster is another cluster. With one destination for two of them, both would be applied to the same cluster, and each would take away what the other one has.',
  },
  topology: {
    code: 'CLN8104',
    title: 'an ApplicationSet where Argo CD runs in each management cluster',
    explanation:
      'An ApplicationSet with a cluster generator makes an Application for each cluster that an Argo CD knows. Where one runs in each management cluster it knows that one alone, and gets its root Application by itself.',
  },
  installerElsewhere: {
    code: 'CLN8105',
    title: 'operators that a tool installs which is in another cluster',
    explanation:
      'Engines can have their operators installed by objects of Argo CD or Flux, which are applied to the management cluster and need the tool there. A hub, or a Flux that reaches the management cluster from elsewhere, does not read what is in that cluster: the operators would never come.',
  },
  workTooLarge: {
    code: 'CLN8110',
    title: 'an object that is too large for a ManifestWork',
    explanation:
      'A hub of Open Cluster Management refuses a ManifestWork whose manifests are larger than its limit: 50 KiB, and 500 KiB on hubs of recent years. Objects are spread over several ManifestWorks, and one object that is larger than the limit has no place. See https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/.',
  },
  endOfService: {
    code: 'CLN8120',
    title: 'a service of a fleet manager that ends',
    explanation:
      'GKE on AWS and GKE on Azure are deprecated and shut down on 2027-03-17. A control plane that is described today should outlive that. Clusters of any kind join a fleet as attached clusters. See https://cloud.google.com/kubernetes-engine/multi-cloud/docs/aws/deprecations/deprecation-announcement.',
  },
  membership: {
    code: 'CLN8121',
    title: 'a tenant that a fleet cannot attach',
    explanation:
      'An attached cluster needs what signs its service account tokens: the https URL of its issuer, or the public keys (JWKS) of a private one. Google checks tokens of the Connect agent against these. See https://cloud.google.com/kubernetes-engine/multi-cloud/docs/attached/generic/how-to/attach-cluster.',
  },
} as const satisfies Record<string, InputProblem>;
