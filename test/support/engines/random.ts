import type fc from 'fast-check';
import type { Engine } from '../../../lib';
import { clusterApi } from '../../../lib/engines/cluster-api';
import { k0smotron } from '../../../lib/engines/k0smotron';
import { kamaji } from '../../../lib/engines/kamaji';
import type { DataStoreOptions } from '../../../lib/engines/kamaji';
import type { ManagementClusterModel } from '../../../lib/model';
import { clusterApiOptions } from './options-cluster-api';
import { k0smotronOptions } from './options-k0smotron';
import { kamajiOptions } from './options-kamaji';
import type { EngineFor } from './refit';

/** Engines with any of their options, by name. The native engine has none. */
export const RANDOM_ENGINES: Readonly<Record<'kamaji' | 'k0smotron' | 'cluster-api', fc.Arbitrary<EngineFor>>> = {
  kamaji: kamajiOptions.map(
    (options): EngineFor =>
      (cluster): Engine =>
        kamaji({ ...options, dataStores: { ...options.dataStores, ...descriptionsOf(cluster) } }),
  ),
  k0smotron: k0smotronOptions.map(
    (options): EngineFor =>
      () =>
        k0smotron(options),
  ),
  'cluster-api': clusterApiOptions.map(
    (options): EngineFor =>
      () =>
        clusterApi(options),
  ),
};

/** Every store that exists already, described for Kamaji so that its tenants can be rendered. */
function descriptionsOf({ stores }: ManagementClusterModel): Readonly<Record<string, DataStoreOptions>> {
  const secret = (key: string) => ({ name: 'ca', namespace: 'data', key });
  const pair = { certificate: secret('tls.crt'), privateKey: secret('tls.key') };
  return Object.fromEntries(
    stores
      .filter(({ origin }) => origin === 'external')
      .map(({ name, endpoints }) => [
        name,
        {
          driver: 'etcd' as const,
          endpoints: endpoints.map((endpoint) => endpoint.replace('https://', '')),
          tls: { certificateAuthority: pair, clientCertificate: pair },
        },
      ]),
  );
}
