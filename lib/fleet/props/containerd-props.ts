/** Configuration of containerd. */
export interface ContainerdProps {
  /**
   * Format of `config.toml`: 2 for containerd 1.6 and 1.7, which 2.x reads too; 3 for 2.x.
   *
   * @default - by operating system: 2 where it brings containerd 1.x, 3 on RHEL, Flatcar and Fedora CoreOS
   * @see https://github.com/containerd/containerd/blob/main/RELEASES.md#daemon-configuration
   */
  readonly configVersion?: 2 | 3;
  /** Image of the sandbox. @default - `pause:3.10.2` in the tenant's registry */
  readonly sandboxImage?: string;
  /** Mirrors by registry host, tried in order before the registry itself. @default {} */
  readonly mirrors?: Readonly<Record<string, readonly RegistryMirrorProps[]>>;
  /** Use the mirrors alone, for machines without a way out. @default false */
  readonly mirrorsOnly?: boolean;
  /** Runtime classes by name besides `runc`. @default - none; `nvidia` for machines with NVIDIA accelerators */
  readonly runtimes?: Readonly<Record<string, { readonly binary: string }>>;
}

/** A mirror of a registry. */
export interface RegistryMirrorProps {
  readonly url: `https://${string}` | `http://${string}`;
  /** Path of a CA file on the machine. @default - the machine's certificates */
  readonly ca?: string;
  /** Whether the mirror has the repositories below a path of its own (`override_path`). @default false */
  readonly overridePath?: boolean;
}
