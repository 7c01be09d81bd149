import type { Balancer } from '../endpoint';
import type { Machine, WorkerMachine } from '../machines';
import type { InstallerNetwork } from '../networks';

/** Keys with which hiera-eyaml reads what is secret, on the Puppet server. */
export interface EyamlKeys {
  /** @default '/etc/puppetlabs/puppet/eyaml/private_key.pkcs7.pem' */
  readonly privateKeyFile?: string;
  /** @default '/etc/puppetlabs/puppet/eyaml/public_key.pkcs7.pem' */
  readonly publicKeyFile?: string;
}

/** A management cluster that Puppet makes of machines with the module puppetlabs-kubernetes. */
export interface PuppetProps {
  /** Name of the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** Version of Kubernetes, for example `1.35.4`. */
  readonly version: string;
  /** What machines run: names of packages differ. @default 'debian' */
  readonly operatingSystem?: 'debian' | 'ubuntu' | 'rhel';
  /** One, three or five; their names are those of their certificates in Puppet. */
  readonly controllers: readonly Machine[];
  /** @default [] */
  readonly workers?: readonly WorkerMachine[];
  /** A balancer of layer 4 that forwards 6443 to the controllers; the module runs no kube-vip. */
  readonly endpoint: Balancer;
  readonly network?: InstallerNetwork;
  /** URL of the manifest of a network plug-in, which the module applies. @default - somebody applies one */
  readonly networkManifest?: string;
  readonly eyaml?: EyamlKeys;
}
