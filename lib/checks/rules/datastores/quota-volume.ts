import { formatBytes, parseQuantity, wholeUnits } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd } from '../../walk';

/**
 * What stands beside the database on the volume: five write-ahead logs of 64 MiB, the one that is being written, and snapshots
 * of the raft log. https://etcd.io/docs/v3.6/op-guide/configuration/ (--max-wals, --max-snapshots)
 */
const BESIDE = 512 * 1024 ** 2;

/** CLN1407 */
export const quotaVolume: Rule = {
  code: 'CLN1407',
  severity: 'error',
  title: 'a quota that fills the volume',
  explanation:
    'The quota limits the database alone. Write-ahead logs and snapshots stand beside it, about 512 MiB. When the volume is full before the quota is reached, etcd cannot write its log, the member crashes and does not come back, instead of raising an alarm that can be handled. See https://etcd.io/docs/v3.6/op-guide/maintenance/#space-quota.',
  wrong: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '8Gi', quota: '8Gi' })" }),
  right: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '16Gi', quota: '8Gi' })" }),
  check(fleet, report) {
    eachEtcd(fleet, ({ volume, quotaBytes }, place) => {
      const read = parseQuantity(volume);
      if (!read.ok) return;
      const bytes = Number(wholeUnits(read.value));
      if (quotaBytes > 0 && quotaBytes + BESIDE <= bytes) return;
      const room = Math.floor(bytes / 2 / 1024 ** 2) * 1024 ** 2;
      report({
        path: place.path,
        property: place.property('quota'),
        message: `a quota of ${formatBytes(quotaBytes)} leaves no room for write-ahead logs and snapshots on a volume of ${volume}.`,
        fix:
          room >= BESIDE
            ? `quota: '${formatBytes(room)}', or volume: '${formatBytes(Math.max(1, Math.ceil((quotaBytes * 2) / 1024 ** 3)) * 1024 ** 3)}'.`
            : "volume: '2Gi' or more.",
      });
    });
  },
};
