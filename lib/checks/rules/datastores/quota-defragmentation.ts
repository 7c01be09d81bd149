import { formatBytes, parseQuantity, wholeUnits } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd } from '../../walk';

const BESIDE = 512 * 1024 ** 2;

/** CLN1408 */
export const quotaDefragmentation: Rule = {
  code: 'CLN1408',
  severity: 'warning',
  title: 'a quota that leaves no room to defragment',
  explanation:
    'Defragmentation writes the database anew beside the old one, so it needs as much free space as the database has content; a restore from a snapshot on the same volume likewise. With a quota of more than half the volume, a full database can be freed neither way. See https://etcd.io/docs/v3.6/op-guide/maintenance/#defragmentation.',
  wrong: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '10Gi', quota: '8Gi' })" }),
  right: tenantProgram('', { store: "EtcdStore.dedicated({ members: 3, volume: '16Gi', quota: '8Gi' })" }),
  check(fleet, report) {
    eachEtcd(fleet, ({ volume, quotaBytes }, place) => {
      const read = parseQuantity(volume);
      if (!read.ok) return;
      const bytes = Number(wholeUnits(read.value));
      if (quotaBytes * 2 <= bytes || quotaBytes + BESIDE > bytes) return;
      report({
        path: place.path,
        property: place.property('quota'),
        message: `a quota of ${formatBytes(quotaBytes)} is more than half of the volume of ${volume}, so a full database cannot be defragmented.`,
        fix: `leave quota out for half the volume, or volume: '${formatBytes(Math.ceil((quotaBytes * 2) / 1024 ** 3) * 1024 ** 3)}'.`,
      });
    });
  },
};
