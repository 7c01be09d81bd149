/** A project that publishes CustomResourceDefinitions in its repository. */
export interface Source {
  /** Folder that its definitions are kept in. */
  readonly folder: string;
  /** Repository, `owner/name`. */
  readonly repository: string;
  readonly commit: string;
  /** Folders in the repository; a file is in one of them. */
  readonly paths: readonly string[];
  /** Names of files that are not `<group>_<plural>.yaml`, by the name of the definition. */
  readonly files?: Readonly<Record<string, string>>;
}

const BASES = 'config/crd/bases';

/** What tests read definitions of. A newer commit needs new pins: `npx tsx tools/crds/main.ts --pin <folder with the definitions>`. */
export const SOURCES: readonly Source[] = [
  { folder: 'kamaji', repository: 'clastix/kamaji', commit: 'ddbabd8', paths: ['charts/kamaji/crds'] },
  {
    folder: 'kamaji-capi',
    repository: 'clastix/cluster-api-control-plane-provider-kamaji',
    commit: 'b26279a',
    paths: [BASES],
  },
  {
    folder: 'k0smotron',
    repository: 'k0sproject/k0smotron',
    commit: '3897bbe6',
    paths: [
      `${BASES}/k0smotron.io`,
      `${BASES}/bootstrap`,
      `${BASES}/controlplane`,
      `${BASES}/infrastructure`,
      'config/crd',
    ],
  },
  {
    folder: 'cluster-api',
    repository: 'kubernetes-sigs/cluster-api',
    commit: 'ae7ff047db',
    paths: [
      BASES,
      `bootstrap/kubeadm/${BASES}`,
      `controlplane/kubeadm/${BASES}`,
      `test/infrastructure/docker/${BASES}`,
    ],
  },
  {
    folder: 'capi-aws',
    repository: 'kubernetes-sigs/cluster-api-provider-aws',
    commit: '2cf09d785',
    paths: [BASES],
  },
  {
    folder: 'capi-azure',
    repository: 'kubernetes-sigs/cluster-api-provider-azure',
    commit: '69ec3a40a',
    paths: [BASES],
  },
  {
    folder: 'capi-vsphere',
    repository: 'kubernetes-sigs/cluster-api-provider-vsphere',
    commit: '111a1ba9b',
    paths: ['config/default/crd/bases', 'config/supervisor/crd/bases'],
  },
  {
    folder: 'capi-openstack',
    repository: 'kubernetes-sigs/cluster-api-provider-openstack',
    commit: 'e52de58ab',
    paths: [BASES],
  },
  {
    folder: 'capi-metal3',
    repository: 'metal3-io/cluster-api-provider-metal3',
    commit: '2f6d76b8',
    paths: [BASES],
  },
  {
    folder: 'capi-kubevirt',
    repository: 'kubernetes-sigs/cluster-api-provider-kubevirt',
    commit: '0eadfed',
    paths: [BASES],
  },
  {
    folder: 'capi-gcp',
    repository: 'kubernetes-sigs/cluster-api-provider-gcp',
    commit: '5e0bb3b2',
    paths: [BASES],
  },
  {
    folder: 'capi-hetzner',
    repository: 'syself/cluster-api-provider-hetzner',
    commit: '1c4fe745f',
    paths: [BASES],
  },
  {
    folder: 'prometheus-operator',
    repository: 'prometheus-operator/prometheus-operator',
    commit: '6adcebc50',
    paths: ['example/prometheus-operator-crd'],
  },
  {
    folder: 'cert-manager',
    repository: 'cert-manager/cert-manager',
    commit: '2d0d7f7f7',
    paths: ['deploy/crds'],
  },
  {
    folder: 'argo-cd',
    repository: 'argoproj/argo-cd',
    commit: '37ee0097cf',
    paths: ['manifests/crds'],
    files: {
      'applications.argoproj.io': 'application-crd.yaml',
      'applicationsets.argoproj.io': 'applicationset-crd.yaml',
      'appprojects.argoproj.io': 'appproject-crd.yaml',
    },
  },
  { folder: 'flux', repository: 'fluxcd/kustomize-controller', commit: '186fb3b', paths: [BASES] },
  { folder: 'flux-source', repository: 'fluxcd/source-controller', commit: '39b711b1', paths: [BASES] },
  {
    folder: 'metal3',
    repository: 'metal3-io/baremetal-operator',
    commit: '02aa5059e',
    paths: ['config/base/crds/bases'],
  },
  { folder: 'kops', repository: 'kubernetes/kops', commit: '268927e264', paths: ['k8s/crds'] },
  {
    folder: 'gateway-api',
    repository: 'kubernetes-sigs/gateway-api',
    commit: '4564255ac',
    paths: ['config/crd/standard', 'config/crd/experimental'],
  },
];
