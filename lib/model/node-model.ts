import type { JsonObject } from '../kubernetes';

/** What makes a good node. */
export interface NodeModel {
  readonly kubelet: KubeletModel;
  readonly containerd: ContainerdModel;
  /** Kernel modules loaded at boot. */
  readonly modules: readonly string[];
  readonly sysctls: Readonly<Record<string, string>>;
  /** `off`: turned off for good. `limited`: kept, pods of class Burstable may use a share of it. */
  readonly swap: 'off' | 'limited';
  /** NTP servers; empty: those of the distribution. `null`: somebody else keeps the time. */
  readonly timeServers: readonly string[] | null;
  /** HTTP proxy of package manager, containerd and kubelet. `null`: none. */
  readonly proxy: {
    readonly http: string | null;
    readonly https: string | null;
    readonly noProxy: readonly string[];
  } | null;
  /** Certificates in PEM that the machine trusts besides the distribution's, for a private registry or a proxy. */
  readonly trustedCertificates: readonly string[];
  /** Where packages come from. `null`: the repositories of Kubernetes and of the distribution. */
  readonly packageMirror: string | null;
  /** Security updates without anybody's doing. `null`: somebody else's business. */
  readonly updates: UpdatesModel | null;
  /** Files written before the machine joins. */
  readonly files: readonly { readonly path: string; readonly mode: string; readonly content: string }[];
  /** Shell commands before and after the machine joins; run at each run of the document, so they must be idempotent. */
  readonly commands: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** Security updates. */
export interface UpdatesModel {
  /** `never`: an update that needs a reboot waits for somebody. `window`: the machine drains itself of nothing and reboots in the window. */
  readonly reboot: 'never' | 'window';
  /** Days on which a machine may reboot, as systemd writes them, and when, in UTC. */
  readonly window: { readonly days: readonly Weekday[]; readonly start: string; readonly minutes: number };
}

/** As systemd writes days. */
export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

/** Settings of the kubelet, over those of the tenant's `kubelet-config`. */
export interface KubeletModel {
  readonly maxPods: number;
  readonly cgroupDriver: 'systemd' | 'cgroupfs';
  /** For kubelet and container runtime. Quantities by `cpu`, `memory`, `ephemeral-storage`, `pid`. */
  readonly kubeReserved: Readonly<Record<string, string>>;
  /** For the rest of the machine. */
  readonly systemReserved: Readonly<Record<string, string>>;
  readonly evictionHard: Readonly<Record<string, string>>;
  /** Time that pods have when the machine shuts down, and the part of it kept for critical pods. Seconds. */
  readonly shutdown: { readonly graceSeconds: number; readonly criticalSeconds: number };
  /** Percent of the disk above which images are removed, and down to which. */
  readonly imageGc: { readonly highPercent: number; readonly lowPercent: number };
  /** Serving certificates signed by the tenant's CA and approved automatically. `false`: self-signed, which API servers do not check. */
  readonly serverCertificates: boolean;
  readonly podPidsLimit: number;
  readonly containerLogs: { readonly maxSize: string; readonly maxFiles: number };
  /** Further fields of `KubeletConfiguration`, over everything above. */
  readonly config: JsonObject;
  /** Further arguments by name without dashes. */
  readonly extraArgs: Readonly<Record<string, string>>;
}

/** Configuration of containerd. */
export interface ContainerdModel {
  /** Format of `config.toml`: 2 for containerd 1.6 and 1.7, 3 for 2.x. */
  readonly configVersion: 2 | 3;
  /** Image of the sandbox. */
  readonly sandboxImage: string;
  /** Mirrors by registry host, tried in order before the registry itself. */
  readonly mirrors: Readonly<Record<string, readonly RegistryMirrorModel[]>>;
  /** Use the mirrors alone, for machines without a way out. */
  readonly mirrorsOnly: boolean;
  /** Runtime classes by name besides `runc`, for example `nvidia`. */
  readonly runtimes: Readonly<Record<string, { readonly binary: string }>>;
}

/** A mirror of a registry. */
export interface RegistryMirrorModel {
  /** For example `https://mirror.example.com`. */
  readonly url: string;
  /** Path of a CA file on the machine, or `null`: the machine's certificates. */
  readonly ca: string | null;
  /** Set when the mirror has the repositories below a path of its own (`override_path`). */
  readonly overridePath: boolean;
}
