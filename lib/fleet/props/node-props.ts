import type { Weekday } from '../../model';
import type { ContainerdProps } from './containerd-props';
import type { KubeletProps } from './kubelet-props';

/** What makes a good node. Everything has a default that suits most. */
export interface NodeProps {
  readonly kubelet?: KubeletProps;
  readonly containerd?: ContainerdProps;
  /**
   * Kernel modules loaded at boot besides those that containerd, the network and kube-proxy need: `overlay`, `br_netfilter`,
   * `nf_conntrack` and those of kube-proxy's mode.
   *
   * @default - none besides
   * @see https://kubernetes.io/docs/setup/production-environment/container-runtimes/#install-and-configure-prerequisites
   */
  readonly modules?: readonly string[];
  /**
   * Kernel settings, over forwarding, bridge filtering and what the kubelet expects of the kernel.
   *
   * @default - none besides
   */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** `off`: turned off for good. `limited`: kept, pods of class Burstable may use a share of it. @default 'off' */
  readonly swap?: 'off' | 'limited';
  /** NTP servers; empty: those of the distribution. `false`: somebody else keeps the time. @default [] */
  readonly timeServers?: readonly string[] | false;
  /** HTTP proxy of package manager, containerd and kubelet. @default - none */
  readonly proxy?: ProxyProps;
  /** Certificates in PEM that the machine trusts besides the distribution's. @default [] */
  readonly trustedCertificates?: readonly string[];
  /** Where packages come from, a URL. @default - the repositories of Kubernetes and of the distribution */
  readonly packageMirror?: string;
  /** Security updates without anybody's doing. `false`: somebody else's business. @default - on, without reboots; off where the system updates as a whole */
  readonly updates?: UpdatesProps | false;
  /** Files written before the machine joins. @default [] */
  readonly files?: readonly FileProps[];
  /** Shell commands before and after the machine joins; run at each run of the document, so they must be idempotent. */
  readonly commands?: CommandsProps;
}

/** An HTTP proxy. */
export interface ProxyProps {
  /** URL of the proxy for `http:`. @default - none */
  readonly http?: string;
  /** URL of the proxy for `https:`. @default - none */
  readonly https?: string;
  /** Names, addresses and ranges that are reached without it, besides the tenant's own. @default [] */
  readonly noProxy?: readonly string[];
}

/** Security updates. A window is for reboots, so there is none without. */
export type UpdatesProps =
  | {
      /** An update that needs a reboot waits for somebody. @default 'never' */
      readonly reboot?: 'never';
      readonly window?: never;
    }
  | {
      /** The machine reboots in the window. */
      readonly reboot: 'window';
      readonly window: {
        /** Days on which a machine may reboot. @default - all days */
        readonly days?: readonly [Weekday, ...Weekday[]];
        /** When the window opens, `HH:MM` in UTC. */
        readonly start: `${number}:${number}`;
        /** How long it is open. Minutes. @default 60 */
        readonly minutes?: number;
      };
    };

/** A file on the machine. */
export interface FileProps {
  /** Absolute. */
  readonly path: `/${string}`;
  /** As in chmod. @default '0644' */
  readonly mode?: `0${number}`;
  /** No secrets: the document is printed and kept. */
  readonly content: string;
}

/** Shell commands. */
export interface CommandsProps {
  /** @default [] */
  readonly before?: readonly string[];
  /** @default [] */
  readonly after?: readonly string[];
}
