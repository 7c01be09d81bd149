import { describe, parsed, unreadable } from './parsed';
import type { Parsed } from './parsed';

/** Minors of Kubernetes that Colonnade renders control planes for, oldest first. */
export const SUPPORTED_MINORS = [33, 34, 35, 36] as const;

/** One of {@link SUPPORTED_MINORS}. */
export type SupportedMinor = (typeof SUPPORTED_MINORS)[number];

/** A Kubernetes version that a tenant can run, without a leading `v`: for example `1.36.3`. */
export type KubernetesVersion = `1.${SupportedMinor}.${number}`;

/** What Colonnade knows about one minor. */
export interface MinorFacts {
  readonly minor: SupportedMinor;
  /** Newest patch release known when this version of Colonnade was made. A later one is accepted too. */
  readonly knownPatch: number;
  /** Konnectivity server and agent, released beside Kubernetes: https://github.com/kubernetes-sigs/apiserver-network-proxy */
  readonly konnectivity: string;
  /** CoreDNS that Colonnade installs. One release serves all supported minors. */
  readonly coreDns: string;
  /** What kubeadm of this minor would install: `cmd/kubeadm/app/constants/constants.go`. */
  readonly kubeadm: { readonly coreDns: string; readonly etcd: string; readonly pause: string };
}

const KONNECTIVITY = '0.36.0';
const CORE_DNS = '1.14.7';

const FACTS: Readonly<Record<SupportedMinor, MinorFacts>> = {
  33: facts(33, 13, { coreDns: '1.12.0', etcd: '3.5.24', pause: '3.10' }),
  34: facts(34, 4, { coreDns: '1.12.1', etcd: '3.6.5', pause: '3.10.1' }),
  35: facts(35, 4, { coreDns: '1.13.1', etcd: '3.6.6', pause: '3.10.1' }),
  36: facts(36, 3, { coreDns: '1.14.2', etcd: '3.6.8', pause: '3.10.2' }),
};

function facts(minor: SupportedMinor, knownPatch: number, kubeadm: MinorFacts['kubeadm']): MinorFacts {
  return Object.freeze({
    minor,
    knownPatch,
    konnectivity: KONNECTIVITY,
    coreDns: CORE_DNS,
    kubeadm: Object.freeze(kubeadm),
  });
}

/** A version taken apart. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `1.36.3`, without a leading `v`. */
  readonly text: string;
}

const VERSION = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;
const LOOSE = /^\s*v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+].*)?\s*$/;

/**
 * Reads a release version of three numbers such as `1.36.3` or, for etcd, `3.6.16`.
 * A leading `v`, a pre-release or build suffix and a missing patch are refused with a suggestion.
 */
export function parseVersion(value: unknown): Parsed<Version> {
  const problem = `expected a version such as '1.36.3' (got ${describe(value)})`;
  if (typeof value !== 'string') return unreadable(problem);
  const match = VERSION.exec(value);
  if (match) {
    return parsed({ major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]), text: value });
  }
  const loose = value.length <= 64 ? LOOSE.exec(value) : null;
  if (!loose) return unreadable(problem);
  return unreadable(problem, `${Number(loose[1])}.${Number(loose[2])}.${Number(loose[3] ?? 0)}`);
}

/** Negative when `a` is older than `b`, positive when it is newer, zero when they are the same. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** Whether Colonnade renders control planes of this version. */
export function isSupportedMinor(version: Pick<Version, 'major' | 'minor'>): boolean {
  return version.major === 1 && SUPPORTED_MINORS.some((minor) => minor === version.minor);
}

/** Facts about the minor of a version such as `1.36.3`; `undefined` when the minor is not supported. */
export function minorFacts(version: string): MinorFacts | undefined {
  const read = parseVersion(version);
  if (!read.ok || read.value.major !== 1) return undefined;
  return Object.entries(FACTS).find(([minor]) => Number(minor) === read.value.minor)?.[1];
}

/** The newest version known of each supported minor, oldest minor first. */
export function knownVersions(): readonly KubernetesVersion[] {
  return SUPPORTED_MINORS.map((minor): KubernetesVersion => `1.${minor}.${FACTS[minor].knownPatch}`);
}

/** How a component relates to the API server it talks to. */
export type Skew = 'ok' | 'newer' | 'tooOld';

/** Minors that a kubelet or kube-proxy may be older than its API server. */
export const KUBELET_MINORS_OLDER = 3;

/** Minors that a controller manager or scheduler may be older than its API server. */
export const CONTROLLER_MINORS_OLDER = 1;

/**
 * Whether a kubelet (or kube-proxy) may talk to an API server: up to three minors older, never newer. A newer patch of the
 * same minor counts as the same minor.
 * https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
export function kubeletSkew(apiServer: Version, kubelet: Version): Skew {
  return minorSkew(apiServer, kubelet, KUBELET_MINORS_OLDER, 0);
}

/**
 * Whether a controller manager or scheduler may talk to an API server: up to one minor older, never newer.
 * https://kubernetes.io/releases/version-skew-policy/#kube-controller-manager-kube-scheduler-and-cloud-controller-manager
 */
export function controllerSkew(apiServer: Version, controller: Version): Skew {
  return minorSkew(apiServer, controller, CONTROLLER_MINORS_OLDER, 0);
}

/**
 * Whether kubectl may talk to an API server: one minor older or newer.
 * https://kubernetes.io/releases/version-skew-policy/#kubectl
 */
export function kubectlSkew(apiServer: Version, kubectl: Version): Skew {
  return minorSkew(apiServer, kubectl, 1, 1);
}

function minorSkew(apiServer: Version, other: Version, older: number, newer: number): Skew {
  if (other.major !== apiServer.major) return other.major > apiServer.major ? 'newer' : 'tooOld';
  const distance = other.minor - apiServer.minor;
  if (distance > newer) return 'newer';
  return -distance > older ? 'tooOld' : 'ok';
}
