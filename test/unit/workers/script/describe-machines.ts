import { issueInProcess, tenantInventory, SECRETS } from '../../../../lib/pki';
import { caHash, machinePlan, script, workerEndpoint, writeCredential } from '../../../../lib/workers';
import type { JoinCredential, KubeadmPool } from '../../../../lib/workers';
import { isKubeadmPool } from '../../../../lib/workers';
import type { WorkerPoolModel } from '../../../../lib/model';
import { aTenant } from '../../../support/workers';
import { etcdCluster, managementCluster, tenant } from '../../engines/native/fixtures';
import { canHaveMachines } from './machine';

/** A describe block whose tests run scripts on machines of their own. Skipped with the reason elsewhere; with CI=true it fails instead. */
export function describeMachines(title: string, body: () => void): void {
  if (canHaveMachines()) {
    describe(title, body);
    return;
  }
  const reason = 'mount namespaces need root';
  if (process.env['CI'] === 'true') {
    describe(title, () => {
      test('machines can be made', () => {
        throw new Error(`${reason}. With CI=true this is a failure, not a skip.`);
      });
    });
    return;
  }
  process.stderr.write(`\nSKIPPED  ${title}: ${reason}\n\n`);
  describe.skip(`${title} (skipped: ${reason})`, body);
}

/** The script of a pool of the tenant `team-a`, in the form of the script carrier. */
export function scriptOf(pool: WorkerPoolModel, options: { readonly pending?: boolean } = {}): string {
  return script(machinePlan(aTenant(), kubeadm(pool), options.pending === true ? null : workerEndpoint(aTenant())));
}

/** The pool as one that joins with kubeadm. */
export function kubeadm(pool: WorkerPoolModel): KubeadmPool {
  if (!isKubeadmPool(pool)) throw new Error(`${pool.name} does not join with kubeadm`);
  return pool;
}

/** Texts of join credentials that differ from a good one in what is given. */
export async function credentials(): Promise<(overrides?: Partial<JoinCredential>) => string> {
  const services = { apiServer: 'kube-apiserver', etcd: 'etcd', etcdPeers: 'etcd-peers' };
  const subject = tenant({ store: { kind: 'dedicated', cluster: etcdCluster({ namespace: 'tenant-team-a' }) } });
  const [material] = await issueInProcess([tenantInventory(subject, managementCluster(), { services })]);
  const ca = material?.pair(SECRETS.apiServer).ca ?? '';
  return (overrides = {}) =>
    writeCredential({
      server: 'https://203.0.113.10:6443',
      ca,
      caHash: caHash(ca),
      token: TOKEN,
      expires: '2999-01-01T00:00:00Z',
      tenant: 'team-a',
      pool: 'general',
      ...overrides,
    });
}

/** Never seen by anybody. */
export const TOKEN = 'abcdef.0123456789abcdef';
