import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { apply } from '../kubectl';
import type { Kubectl } from '../kubectl';
import { NODE, STORAGE_CLASS } from '../plan';
import type { Places } from '../plan';
import { run, TestbedError, until } from '../shell';
import type { Binaries } from './binaries';
import { runsIn, startIn } from './cell';
import type { Cell } from './cell';
import { kubeadmConfigFile } from './control-plane';

const VOLUMES = 64;

/** What kubeadm's administrators may do, and that the API server may ask kubelets for logs and consoles. */
export function bindings(): readonly object[] {
  const group = 'rbac.authorization.k8s.io';
  const bind = (name: string, role: string, subject: { readonly kind: string; readonly name: string }): object => ({
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: group, ...subject }],
  });
  return [
    bind('kubeadm:cluster-admins', 'cluster-admin', { kind: 'Group', name: 'kubeadm:cluster-admins' }),
    bind('testbed:kubelet-api', 'system:kubelet-api-admin', { kind: 'User', name: 'kube-apiserver-kubelet-client' }),
  ];
}

/**
 * A default StorageClass of local volumes, made beforehand. Unlike host paths they honour `fsGroup`, as volumes of a cloud
 * do, so a pod that forgets it fails here, too. A volume serves one claim in the life of a testbed.
 */
export function storage(places: Places): readonly object[] {
  const volumes = Array.from({ length: VOLUMES }, (_, index) => {
    const name = `local-${String(index).padStart(3, '0')}`;
    const path = join(places.volumes, name);
    mkdirSync(path, { recursive: true });
    return {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        storageClassName: STORAGE_CLASS,
        capacity: { storage: '64Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        local: { path },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [NODE.name] }] },
            ],
          },
        },
      },
    };
  });
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: STORAGE_CLASS, annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  return [storageClass, ...volumes];
}

/**
 * CoreDNS as kubeadm installs it, with two changes: one replica, and no resolver to forward to, so that a name outside of the
 * cluster is refused at once.
 */
export async function installCoreDns(places: Places, binaries: Binaries, kubectl: Kubectl): Promise<void> {
  const phase = ['init', 'phase', 'addon', 'coredns', '--print-manifest', '--config', kubeadmConfigFile(places)];
  const manifests = await run(binaries.kubeadm, phase);
  const changed = manifests
    .replace(/^ *forward \. \/etc\/resolv\.conf \{[^}]*\}\n/m, '')
    .replace('replicas: 2', 'replicas: 1');
  await kubectl(['apply', '--server-side', '--force-conflicts', '--field-manager=testbed', '-f', '-'], {
    input: changed,
  });
}

/** cert-manager's CRDs, out of the very module that the control loops are built from. */
export async function installCertManagerCrds(kubectl: Kubectl): Promise<void> {
  const folder = await crdFolder();
  const files = readdirSync(folder).filter((name) => name.startsWith('cert-manager.io_') && name.endsWith('.yaml'));
  await kubectl([
    'apply',
    '--server-side',
    '--force-conflicts',
    ...files.flatMap((name) => ['-f', join(folder, name)]),
  ]);
  await kubectl(
    ['wait', '--for=condition=Established', '--timeout=180s', ...files.flatMap((name) => ['-f', join(folder, name)])],
    {
      timeoutSeconds: 200,
    },
  );
  await apply(kubectl, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cert-manager' } }]);
}

/** Starts cert-manager's upstream control loops (not its binary: no webhook, no cainjector). */
export async function startCertManager(cell: Cell, binaries: Binaries): Promise<void> {
  if (await runsIn(cell, 'cert-manager-loops')) return;
  startIn(cell, 'cert-manager-loops', binaries.certManagerLoops, [
    `--kubeconfig=${cell.places.kubeconfig}`,
    '--cluster-resource-namespace=cert-manager',
  ]);
}

/** Waits until CoreDNS answers for its Service. */
export async function untilDnsReady(kubectl: Kubectl): Promise<void> {
  const ready = '-o=jsonpath={.status.readyReplicas}';
  await until(
    'CoreDNS',
    async () => (await kubectl(['-n', 'kube-system', 'get', 'deployment', 'coredns', ready])) === '1',
    { seconds: 300, everyMs: 500 },
  );
}

async function crdFolder(): Promise<string> {
  const own = process.env['COLONNADE_CRDS'];
  if (own !== undefined && own !== '') return own;
  const tools = join(__dirname, '../../../../tools/cert-manager');
  const module = 'github.com/cert-manager/cert-manager';
  // In the module cache already where the loops were built here; else fetched, as go.sum pins it.
  const answer = await run('go', ['mod', 'download', '-json', module], { cwd: tools, timeoutSeconds: 300 });
  const { Dir: folder } = JSON.parse(answer) as { Dir?: string };
  if (folder === undefined) {
    throw new TestbedError(`no source of ${module}; let COLONNADE_CRDS name a folder with cert-manager's CRDs`);
  }
  return join(folder, 'deploy/crds');
}
