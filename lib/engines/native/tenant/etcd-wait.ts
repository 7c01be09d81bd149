import type { Container } from 'kubernetes-types/core/v1';
import type { TenantModel } from '../../../model';
import type { RenderContext } from '../../engine';
import { imageFor } from '../objects';
import { etcdEndpoints } from './api-server-flags';
import { FILES } from './files';
import { containerBase } from './workload';

/** Tries of the wait, 3 s each while nobody answers. After them the kubelet starts the container anew. */
const TRIES = 200;

/**
 * Waits until etcd answers, in the pod of an API server with an etcd of its own: both are created together, volumes take their
 * time, and kube-apiserver ends after about 33 s without data (`scheduling/bootstrap-system-priority-classes`, seen with v1.35.4
 * and v1.36.3).
 *
 * `undefined` for a shared store: it runs already, and an API server waits by itself for its user to be let in (seen: ready 2 s
 * after the grant). An init container would cost every start a second, until the kubelet looks again.
 */
export function waitForEtcd(tenant: TenantModel, context: RenderContext): Container | undefined {
  const { store } = tenant;
  if (store.kind === 'shared') return undefined;
  return {
    name: 'wait-for-etcd',
    image: imageFor(tenant.images, 'etcd', `v${store.cluster.version}`),
    command: ['/bin/sh', '-c', SCRIPT],
    ...containerBase(tenant),
    env: [
      { name: 'ETCDCTL_ENDPOINTS', value: etcdEndpoints(tenant, context).join(',') },
      { name: 'ETCDCTL_CACERT', value: FILES.etcdCa },
      { name: 'ETCDCTL_CERT', value: `${FILES.etcdClient}.crt` },
      { name: 'ETCDCTL_KEY', value: `${FILES.etcdClient}.key` },
    ],
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
  };
}

/** A read that gets no answer takes its whole timeout, which is the pause between two tries; the image has no `sleep`. */
const SCRIPT = `for (( try = 1; try <= ${TRIES}; try++ )); do
  if etcdctl --dial-timeout=2s --command-timeout=3s get / --keys-only --limit=1 >/dev/null; then exit 0; fi
done
exit 1
`;
