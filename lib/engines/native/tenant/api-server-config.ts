import { emitYaml, parseVersion } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { sharedText } from '../bootstrap/shared-text';
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

/** The documents and a hash that changes with them. */
export interface ApiServerConfiguration {
  readonly documents: ApiServerDocuments;
  readonly hash: string;
}

/** Configuration files of the API server, as YAML text. Most tenants of a fleet have the same, so they are written once. */
export function apiServerConfiguration(tenant: TenantModel): ApiServerConfiguration {
  const input = documentInput(tenant);
  const admission = ADMISSION(null);
  const audit = input.audit === null ? undefined : AUDIT(input.audit);
  const authentication = AUTHENTICATION(input.authentication);
  const egress = input.tunnel ? EGRESS(null) : undefined;
  return {
    documents: {
      'admission.yaml': admission.text,
      ...(audit && { 'audit-policy.yaml': audit.text }),
      'authentication.yaml': authentication.text,
      ...(egress && { 'egress-selector.yaml': egress.text }),
    },
    // Each document has its place, so that a hash stands for the same thing whatever else is there.
    hash: [admission, audit, authentication, egress].map((document) => document?.hash ?? '').join('.'),
  };
}

function documentInput({ audit, authentication, konnectivity, version }: TenantModel) {
  return {
    audit: audit.enabled ? { omitStages: audit.omitStages, rules: audit.rules } : null,
    authentication: {
      ...authentication,
      version: hasAuthenticationV1(version) ? ('v1' as const) : ('v1beta1' as const),
    },
    tunnel: konnectivity.enabled,
  };
}

type DocumentInput = ReturnType<typeof documentInput>;

const ADMISSION = sharedText((_: null) => emitYaml(admissionConfiguration()));
const AUDIT = sharedText((input: NonNullable<DocumentInput['audit']>) => emitYaml(auditPolicy(input)));
const AUTHENTICATION = sharedText((input: DocumentInput['authentication']) =>
  emitYaml(authenticationConfiguration(input)),
);
const EGRESS = sharedText((_: null) => emitYaml(egressSelectorConfiguration()));

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
function auditPolicy(audit: NonNullable<DocumentInput['audit']>): unknown {
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
function authenticationConfiguration({ anonymous, jwt, version }: DocumentInput['authentication']): unknown {
  const paths = anonymous === 'clusterInfo' ? [...HEALTH_PATHS, CLUSTER_INFO_PATH] : HEALTH_PATHS;
  return {
    apiVersion: `apiserver.config.k8s.io/${version}`,
    kind: 'AuthenticationConfiguration',
    anonymous: { enabled: true, conditions: paths.map((path) => ({ path })) },
    ...(jwt.length > 0 && { jwt }),
  };
}

/** `AuthenticationConfiguration` is `v1` from 1.34 on. https://kep.k8s.io/3331 */
export function hasAuthenticationV1(version: string): boolean {
  const read = parseVersion(version);
  return read.ok && read.value.minor >= 34;
}

/**
 * Kubelets, Services of webhooks and aggregated API servers are reached through the tunnel. etcd and addresses outside the
 * cluster (`controlplane`: webhooks by URL, issuers of JWTs) are dialled directly, because nothing is said of them. Saying `Direct`
 * is not the same: it replaces the dialer of the etcd client, which then knows TCP alone (seen: an etcd on a socket is not found).
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
