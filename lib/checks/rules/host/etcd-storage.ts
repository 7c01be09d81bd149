import type { Rule, StorageClassFacts } from '../../../model';
import { eachEtcd } from '../../walk';

const PROGRAM = (storageClass: string) => `const classOf = (name: string, sequentialIops: number) => ({
  name,
  provisioner: 'ebs.csi.aws.com',
  sequentialIops,
  bound: 'zone' as const,
  encrypted: true,
  fitForEtcd: sequentialIops >= 500,
});
const aws = new ManagementCluster(fleet, 'aws-1', {
  version: '1.36.3',
  host: existing({
    loadBalancer: 'hostname',
    profile: { storageClasses: [classOf('sc1-disk', 80), classOf('gp3-disk', 3000)] },
  }),
  engine: native(),
});
new TenantControlPlane(aws, 'team-b', {
  version: '1.35.4',
  store: EtcdStore.dedicated({ members: 3, volume: '16Gi', storageClass: '${storageClass}' }),
  endpoint: Endpoint.loadBalancer({ hostname: 'team-b.example.org' }),
});`;

/** CLN3101 */
export const etcdStorage: Rule = {
  code: 'CLN3101',
  severity: 'error',
  title: 'etcd on a disk that it cannot live on',
  explanation:
    'etcd acknowledges a write when it is on disk, one after the other. Where that takes more than some ten milliseconds, members miss heartbeats, leaders change, and every tenant of the datastore sees it. Below 50 sequential writes a second it does not work at all, under load it needs 500. The host says which of its classes can. See https://etcd.io/docs/v3.6/op-guide/hardware/#disks.',
  wrong: PROGRAM('sc1-disk'),
  right: PROGRAM('gp3-disk'),
  check(fleet, report) {
    eachEtcd(fleet, (etcd, place) => {
      const {
        path,
        cluster: { host },
      } = place;
      const name = etcd.storageClass ?? host.storageClass;
      const found = host.profile?.storageClasses.find((candidate) => candidate.name === name);
      if (found === undefined || found.fitForEtcd) return;
      const fit = host.profile?.storageClasses.filter(({ fitForEtcd }) => fitForEtcd) ?? [];
      report({
        path,
        property: place.property('storageClass'),
        message: `storage class ${found.name} of host ${host.name} ${unfit(found)}.`,
        fix:
          fit.length > 0
            ? `storageClass: '${fit[0]?.name ?? ''}'.`
            : 'choose a class of local or network SSDs, or a datastore elsewhere.',
      });
    });
  },
};

function unfit({ sequentialIops, bound }: StorageClassFacts): string {
  if (sequentialIops === null) return 'is not fit for etcd';
  return `gives ${sequentialIops} sequential IOPS${bound === 'region' ? ' over a network file system' : ''}, and is not fit for etcd`;
}
