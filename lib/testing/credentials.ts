import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRETS, controlPlaneInventory, issueInProcess } from '../pki';
import type { ControlPlaneIdentity } from '../pki';

/** A certificate and its key, in PEM. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Who signs and who is who in a local control plane. Files of the same names lie in its folder. */
export interface Credentials {
  /** Certificate of the authority that signed the others, in PEM. */
  readonly ca: string;
  /** Serving certificate of kube-apiserver. */
  readonly serving: KeyPair;
  /** Client certificate of a member of `system:masters`. */
  readonly admin: KeyPair;
}

/** Services of a local control plane. */
export const SERVICE_CIDR = '10.0.0.0/24';

const IDENTITY: ControlPlaneIdentity = {
  path: 'local',
  namespace: 'local',
  service: 'kube-apiserver',
  managementDomain: 'cluster.local',
  clusterDomain: 'cluster.local',
  serviceCidrs: [SERVICE_CIDR],
  endpointNames: ['127.0.0.1'],
  konnectivity: false,
  etcd: {
    kind: 'dedicated',
    names: {
      namespace: 'local',
      managementDomain: 'cluster.local',
      service: 'etcd',
      peerService: 'etcd-peers',
      members: 1,
      extraNames: [],
    },
  },
};

/**
 * Issues the inventory of a control plane in this process and writes what a local one needs into a folder: ca.crt,
 * {serving,admin,service-account}.{crt,key}.
 */
export async function makeCredentials(folder: string): Promise<Credentials> {
  const [material] = await issueInProcess([controlPlaneInventory(IDENTITY)]);
  if (material === undefined) throw new RangeError('one inventory gives one set of keys');
  const serving = material.pair(SECRETS.apiServer);
  const admin = material.pair(SECRETS.superAdmin);
  const serviceAccount = material.pair(SECRETS.serviceAccount);
  const files: [string, string][] = [
    ['ca.crt', serving.ca],
    ['serving.crt', serving.certificate],
    ['serving.key', serving.key],
    ['admin.crt', admin.certificate],
    ['admin.key', admin.key],
    ['service-account.crt', serviceAccount.certificate],
    ['service-account.key', serviceAccount.key],
  ];
  await Promise.all(files.map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o600 })));
  return { ca: serving.ca, serving, admin };
}
