import type { EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { ColonnadeError, RENDER_PROBLEMS } from '../../../findings';
import type { Finding } from '../../../findings';
import { shared } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import type { StoreBindingModel } from '../../../model';
import { CLUSTER, ETCD, SECRETS } from '../names';
import { CONTAINER_SECURITY, imageFor, jobObject, podSpecBase } from '../objects';
import type { Owner } from '../objects';
import { secretVolume } from './members';
import type { EtcdPlacement } from './placement';
import { ENABLE_AUTH_SCRIPT, TENANT_USER_SCRIPT } from './scripts';

const ROOT_MOUNT = '/etc/etcd/root';

/** The Job that switches authentication on in a shared store. */
export function enableAuthJob(placement: EtcdPlacement, endpoints: readonly string[]): KubernetesObject {
  return adminJob(placement.owner, placement, 'etcd-enable-auth', ENABLE_AUTH_SCRIPT, endpoints, []);
}

/**
 * The Job that gives a tenant a user in a shared store. It runs in the store's namespace, where the root certificate is.
 *
 * @param tenant - owner of the tenant; the Job carries its labels
 * @throws ColonnadeError `CLN4061` for a user or prefix that would reach beyond the tenant
 */
export function tenantUserJob(
  tenant: Owner,
  path: string,
  binding: Extract<StoreBindingModel, { kind: 'shared' }>,
  placement: EtcdPlacement,
  endpoints: readonly string[],
): KubernetesObject {
  assertBinding(path, binding);
  return adminJob(tenant, placement, `etcd-user-${tenant.name}`, TENANT_USER_SCRIPT, endpoints, [
    { name: 'TENANT_USER', value: binding.user },
    { name: 'TENANT_PREFIX', value: binding.prefix },
  ]);
}

function adminJob(
  owner: Owner,
  placement: EtcdPlacement,
  prefix: string,
  script: string,
  endpoints: readonly string[],
  env: readonly EnvVar[],
): KubernetesObject {
  const { etcd, images } = placement;
  return jobObject(owner, {
    prefix,
    component: ETCD.admin,
    namespace: etcd.namespace,
    podSpec: {
      ...podSpecBase({ scheduling: etcd.scheduling, images, priorityClassName: CLUSTER.etcdPriority }),
      serviceAccountName: ETCD.members,
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: ETCD.admin,
          image: imageFor(images, 'etcd', `v${etcd.version}`),
          command: ['/bin/sh', '-c', script],
          env: [{ name: 'ETCDCTL_ENDPOINTS', value: endpoints.join(',') }, ...ROOT, ...env],
          resources: RESOURCES,
          securityContext: CONTAINER_SECURITY,
          volumeMounts: MOUNTS,
        },
      ],
      volumes: VOLUMES,
    },
  });
}

/** How etcdctl becomes the user root. */
const ROOT: readonly EnvVar[] = [
  shared({ name: 'ETCDCTL_CACERT', value: `${ROOT_MOUNT}/ca.crt` }),
  shared({ name: 'ETCDCTL_CERT', value: `${ROOT_MOUNT}/tls.crt` }),
  shared({ name: 'ETCDCTL_KEY', value: `${ROOT_MOUNT}/tls.key` }),
];
const MOUNTS: VolumeMount[] = shared([{ name: 'root', mountPath: ROOT_MOUNT, readOnly: true }]);
const VOLUMES: Volume[] = shared([secretVolume('root', SECRETS.etcdRoot)]);

/** An API server waits for it: on a busy node it must not stand behind API servers that have started already. */
const RESOURCES = shared({ requests: { cpu: '100m', memory: '32Mi' }, limits: { memory: '128Mi' } });

function assertBinding(path: string, binding: { readonly user: string; readonly prefix: string }): void {
  const findings: Finding[] = [];
  const report = (property: string, message: string, fix: string): void => {
    findings.push({ code: RENDER_PROBLEMS.storeIdentity.code, severity: 'error', path, property, message, fix });
  };
  if (binding.user === 'root' || !/^[A-Za-z0-9][-A-Za-z0-9_.:@]*$/.test(binding.user)) {
    report('store.user', `'${binding.user}' cannot be the etcd user of a tenant.`, 'give the tenant another name.');
  }
  if (!/^(\/[^/\s]+)+$/.test(binding.prefix)) {
    report(
      'store.prefix',
      `'${binding.prefix}' cannot be the prefix of a tenant's keys.`,
      "write a path such as '/tenants/team-a', without a slash at its end.",
    );
  }
  if (findings.length > 0) throw new ColonnadeError(findings);
}
