import { ensureTools } from '../../../../tools';

/** Executables that run as processes of the management node. */
export interface Binaries {
  readonly etcd: string;
  readonly kubeApiServer: string;
  readonly kubeControllerManager: string;
  readonly kubeScheduler: string;
  readonly kubeProxy: string;
  readonly kubelet: string;
  readonly kubeadm: string;
  readonly kubectl: string;
  readonly certManagerLoops: string;
  readonly pause: string;
}

/** Finds or builds them. */
export async function findBinaries(progress: (line: string) => void): Promise<Binaries> {
  const tools = await ensureTools(['etcd', 'kubernetes-1.36', 'cert-manager', 'pause'], { progress });
  const kubernetes = (name: string) => pick(tools['kubernetes-1.36'].binaries, name);
  return {
    etcd: pick(tools.etcd.binaries, 'etcd'),
    kubeApiServer: kubernetes('kube-apiserver'),
    kubeControllerManager: kubernetes('kube-controller-manager'),
    kubeScheduler: kubernetes('kube-scheduler'),
    kubeProxy: kubernetes('kube-proxy'),
    kubelet: kubernetes('kubelet'),
    kubeadm: kubernetes('kubeadm'),
    kubectl: kubernetes('kubectl'),
    certManagerLoops: pick(tools['cert-manager'].binaries, 'cert-manager-loops'),
    pause: pick(tools.pause.binaries, 'pause'),
  };
}

function pick(binaries: Readonly<Record<string, string>>, name: string): string {
  const path = binaries[name];
  if (path === undefined) throw new Error(`tools/ has no ${name}`);
  return path;
}
