import { createPrivateKey, sign } from 'node:crypto';
import { SECRETS, controlPlaneInventory, issueInProcess } from '../../../lib/pki';
import type { KeyPairFiles } from '../../../lib/pki';

/** The serving certificate of konnectivity servers behind these names, as it is issued for a tenant, by a CA of its own. */
export async function issueServing(names: readonly string[]): Promise<KeyPairFiles> {
  const [material] = await issueInProcess([
    controlPlaneInventory({
      path: 'tunnel',
      namespace: 'tunnel',
      service: 'kube-apiserver',
      managementDomain: 'cluster.local',
      clusterDomain: 'cluster.local',
      serviceCidrs: ['10.96.0.0/16'],
      endpointNames: [...names],
      konnectivity: true,
      etcd: {
        kind: 'dedicated',
        names: {
          namespace: 'tunnel',
          managementDomain: 'cluster.local',
          service: 'etcd',
          peerService: 'etcd-peers',
          members: 1,
          extraNames: [],
        },
      },
    }),
  ]);
  if (material === undefined) throw new Error('nothing was issued');
  return material.pair(SECRETS.konnectivityServer);
}

/** The same token two hours older, signed again: the API gives out none that runs out so soon. */
export function expire(token: string, signingKey: Buffer): string {
  const [header = '', payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<
    'exp' | 'iat' | 'nbf',
    number
  >;
  const past = { ...claims, exp: claims.exp - 7200, iat: claims.iat - 7200, nbf: claims.nbf - 7200 };
  const signed = `${header}.${Buffer.from(JSON.stringify(past)).toString('base64url')}`;
  const key = createPrivateKey(signingKey);
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
