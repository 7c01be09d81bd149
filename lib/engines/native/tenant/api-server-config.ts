import { emitYaml, parseVersion } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { TENANT } from '../names';
import { metadataFor } from '../objects';
import type { Owner } from '../objects';
import { RUN } from './files';

/** Socket between API server and konnectivity server. */
export const KONNECTIVITY_SOCKET = `${RUN}/konnectivity-server.socket`;

/** Keys of ConfigMap `kube-apiserver-config`; a key whose document the tenant does not need is absent. */
export type ApiServerDocuments = Readonly<
  Partial<Record<'admission.yaml' | 'audit-policy.yaml' | 'authentication.yaml' | 'egress-selector.yaml', string>>
>;

/** Configuration files of the API server, as YAML text. */
export function apiServerDocuments(tenant: TenantModel): ApiServerDocuments {
  return {
    'admission.yaml': emitYaml(admissionConfiguration()),
    ...(tenant.audit.enabled && { 'audit-policy.yaml': emitYaml(auditPolicy(tenant)) }),
    'authentication.yaml': emitYaml(authenticationConfiguration(tenant)),
    ...(tenant.konnectivity.enabled && { 'egress-selector.yaml': emitYaml(egressSelectorConfiguration()) }),
  };
}

/** ConfigMap `kube-apiserver-config`. */
export function apiServerConfigMap(owner: Owner, documents: ApiServerDocuments): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadataFor(owner, TENANT.apiServerConfig, TENANT.apiServer),
    data: documents,
  };
}

/**
 * Pod Security without exemptions, and with the defaults that upstream has without a file: privileged unless a namespace says
 * otherwise. Written down so that a patch has a place to change it.
 * https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/
 */
function admissionConfiguration(): unknown {
  const standards = Object.fromEntries(
    ['enforce', 'audit', 'warn'].flatMap((mode) => [
      [mode, 'privileged'],
      [`${mode}-version`, 'latest'],
    ]),
  );
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AdmissionConfiguration',
    plugins: [
      {
        name: 'PodSecurity',
        configuration: {
          apiVersion: 'pod-security.admission.config.k8s.io/v1',
          kind: 'PodSecurityConfiguration',
          defaults: standards,
          exemptions: { usernames: [], runtimeClasses: [], namespaces: [] },
        },
      },
    ],
  };
}

/** https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/ */
function auditPolicy({ audit }: TenantModel): unknown {
  return {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: audit.omitStages,
    // An empty list is refused by API servers; it means that nothing is recorded.
    rules: audit.rules.length > 0 ? audit.rules : [{ level: 'None' }],
  };
}

/** Paths that probes of the kubelet and of load balancers read without credentials. */
const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'] as const;

/** What `kubeadm join` reads before it has credentials. */
const CLUSTER_INFO_PATH = '/api/v1/namespaces/kube-public/configmaps/cluster-info';

/**
 * Who may come in without credentials, and whose JWTs are believed. Requests to other paths without credentials are refused
 * with 401 before any authorization is asked.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration
 */
function authenticationConfiguration({ authentication, version }: TenantModel): unknown {
  const paths = authentication.anonymous === 'clusterInfo' ? [...HEALTH_PATHS, CLUSTER_INFO_PATH] : HEALTH_PATHS;
  return {
    apiVersion: `apiserver.config.k8s.io/${hasAuthenticationV1(version) ? 'v1' : 'v1beta1'}`,
    kind: 'AuthenticationConfiguration',
    anonymous: { enabled: true, conditions: paths.map((path) => ({ path })) },
    ...(authentication.jwt.length > 0 && { jwt: authentication.jwt }),
  };
}

/** `AuthenticationConfiguration` is `v1` from 1.34 on. https://kep.k8s.io/3331 */
function hasAuthenticationV1(version: string): boolean {
  const read = parseVersion(version);
  return read.ok && read.value.minor >= 34;
}

/**
 * Kubelets, Services of webhooks and aggregated API servers are reached through the tunnel. etcd and addresses outside the
 * cluster (`controlplane`: webhooks by URL) are dialled directly.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/
 */
function egressSelectorConfiguration(): unknown {
  return {
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [
      {
        name: 'cluster',
        connection: { proxyProtocol: 'GRPC', transport: { uds: { udsName: KONNECTIVITY_SOCKET } } },
      },
    ],
  };
}
