/** A connection that firewalls leave open. */
export interface InstallerPort {
  /** One port, or a range such as `30000-32767`. */
  readonly port: string;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP';
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** What there is to say about an installer before it is chosen; pages and the matrix of docs/installers are made of it. */
export interface InstallerFacts {
  /** Its folder below `colonnade/installers`. */
  readonly name: string;
  readonly title: string;
  /** What it makes a management cluster of. */
  readonly machines: string;
  /** Release of the tool that the files are for. */
  readonly release: string;
  /** Versions of Kubernetes. */
  readonly kubernetes: string;
  /** Where the release and its versions stand. */
  readonly source: string;
  readonly etcd: string;
  readonly endpoint: string;
  /** What reads the files in the tests. */
  readonly validated: string;
  readonly ports: readonly InstallerPort[];
  /** Whether the same tool makes nodes of machines of tenants' worker pools, and how, or why not. Markdown, as seen from docs/installers. */
  readonly tenantNodes: { readonly made: boolean; readonly how: string };
  /** What is paid for it besides machines, disks and networks. Markdown, dated where somebody sells it. */
  readonly cost: string;
}

/** Ports of any cluster of Kubernetes whose etcd runs on its control planes. https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
export const KUBERNETES_PORTS: readonly InstallerPort[] = [
  { port: '6443', from: 'everybody who uses the cluster, and its nodes', to: 'control planes', why: 'API server' },
  { port: '2379-2380', from: 'control planes', to: 'control planes', why: 'etcd' },
  { port: '10250', from: 'control planes', to: 'all nodes', why: 'kubelet: logs, exec, metrics' },
  { port: '30000-32767', from: 'clients of Services', to: 'all nodes', why: 'Services of type NodePort' },
];
