import { ColonnadeError } from '../../findings';
import { dns1123LabelProblem, emitYaml, parseQuantity } from '../../kubernetes';
import { installation } from '../installer';
import type { InstallerFiles } from '../installer';
import { checkClusterName, checkMarks } from '../machines';
import { checkNetwork } from '../networks';
import { INSTALLER_PROBLEMS, Problems } from '../problems';
import { vksCluster } from './cluster';
import { TANZU_PROBLEMS } from './problems';
import type { TanzuProps, VksNodePool } from './props';

/**
 * The Cluster with which a Supervisor of vSphere makes a management cluster: vSphere Kubernetes Service (VKS).
 *
 * @throws ColonnadeError `CLN8001` to `CLN8005` for versions, names, ranges and labels that cannot be, `CLN8070` for what is left of Tanzu
 * Kubernetes Grid, `CLN8071` for a ClusterClass that does not know the version, `CLN8072` for node pools
 *
 * https://developer.broadcom.com/xapis/vmware-vsphere-kubernetes-service/latest
 */
export function tanzu(props: TanzuProps): InstallerFiles {
  check(props);
  const { name, namespace, controlPlanes = 3, nodePools } = props;
  const isScaled = nodePools.some(({ replicas }) => typeof replicas === 'object');
  return installation(
    name,
    [{ path: 'cluster.yaml', content: emitYaml(vksCluster(props)) }],
    [
      `Before anything else: vSphere Namespace ${namespace}, with the VM classes and the storage policies that are named, and a content library of vSphere Kubernetes releases.`,
      'Log in to the Supervisor with vcf context create, or kubectl vsphere login.',
      'kubectl apply --server-side -f cluster.yaml',
      `kubectl wait cluster/${name} -n ${namespace} --for=condition=Available --timeout=60m`,
      `Secret ${name}-kubeconfig of the namespace has the kubeconfig.`,
      ...(isScaled ? ['cluster-autoscaler is an add-on of VKS: install it, or bounds have no effect.'] : []),
      ...(controlPlanes === 1
        ? ['The only control plane cannot be upgraded or lost without an outage of the API.']
        : []),
    ],
  );
}

/**
 * Refuses Tanzu Kubernetes Grid, whatever is asked of it, and says what comes after it.
 *
 * @throws ColonnadeError `CLN8070`, always
 */
export function tkg(name = 'tkg'): never {
  throw ColonnadeError.of({ code: TANZU_PROBLEMS.tkg.code, path: name, property: '', message: TKG_ENDED, fix: VKS });
}

const TKG_ENDED =
  'Tanzu Kubernetes Grid ended: its last standalone release is 2.5.4, and the API TanzuKubernetesCluster is deprecated.';
const VKS = "tanzu({ …, clusterClass: 'builtin-generic-v3.7.0' }) of colonnade/installers/tanzu, which is VKS.";

/** Newest minor of Kubernetes by minor of the class builtin-generic-v3: release notes of VKS. */
const NEWEST: Readonly<Record<string, number>> = { 3: 32, 4: 33, 5: 34, 6: 35, 7: 36 };
const OLDEST = 31;

function check(props: TanzuProps): void {
  const { name, namespace, version, clusterClass, nodePools } = props;
  const problems = new Problems(name);
  checkClusterName(problems, name);
  const problem = dns1123LabelProblem(namespace);
  if (problem !== undefined) {
    problems.add(INSTALLER_PROBLEMS.name, 'namespace', {
      message: `'${namespace}' ${problem}.`,
      fix: "namespace: 'mgmt'.",
    });
  }
  const minor = /^v1\.(\d{2})\.\d{1,3}(\+vmware\.\d{1,2}(-fips)?)?$/.exec(version)?.[1];
  if (minor === undefined || Number(minor) < OLDEST) {
    problems.add(INSTALLER_PROBLEMS.version, 'version', {
      message: `'${version}' is no vSphere Kubernetes release as clusters name it${version.includes('---') ? '; with three hyphens it is the name of an object' : ''}.`,
      fix: "version: 'v1.36.2+vmware.2'.",
    });
  }
  checkClass(problems, clusterClass, minor === undefined ? undefined : Number(minor));
  checkPools(problems, nodePools);
  checkNetwork(problems, props.network ?? {}, []);
  problems.refuse();
}

function checkClass(problems: Problems, clusterClass: string, minor: number | undefined): void {
  if (clusterClass === 'tanzukubernetescluster') {
    problems.add(TANZU_PROBLEMS.tkg, 'clusterClass', {
      message: `${clusterClass} is the class of another age. ${TKG_ENDED}`,
      fix: VKS,
    });
    return;
  }
  const ofClass = /^builtin-generic-v3\.(\d{1,2})\.\d{1,2}$/.exec(clusterClass)?.[1];
  const newest = ofClass === undefined ? undefined : NEWEST[ofClass];
  const isOld = newest !== undefined && minor !== undefined && minor > newest;
  if (ofClass !== undefined && !isOld && Number(ofClass) >= 1) return;
  problems.add(TANZU_PROBLEMS.clusterClass, 'clusterClass', {
    message: isOld
      ? `${clusterClass} knows Kubernetes up to 1.${String(newest)}.`
      : `'${clusterClass}' is no class that VKS brings.`,
    fix: "clusterClass: 'builtin-generic-v3.7.0', or a later one that the Supervisor has.",
  });
}

function checkPools(problems: Problems, pools: readonly VksNodePool[]): void {
  const names = new Set<string>();
  const wrong = (property: string, message: string, fix: string) => {
    problems.add(TANZU_PROBLEMS.pool, property, { message, fix });
  };
  if (pools.length === 0)
    wrong('nodePools', 'there is no node for pods.', "nodePools: [{ name: 'general', replicas: 3 }].");
  for (const [index, pool] of pools.entries()) {
    const at = `nodePools[${String(index)}]`;
    checkMarks(problems, at, pool);
    const { min, max } = typeof pool.replicas === 'number' ? { min: pool.replicas, max: pool.replicas } : pool.replicas;
    if (dns1123LabelProblem(pool.name) !== undefined || names.has(pool.name)) {
      wrong(`${at}.name`, `'${pool.name}' is no name of one pool.`, "for example 'general'.");
    }
    if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max < min) {
      wrong(
        `${at}.replicas`,
        `${String(min)} to ${String(max)} nodes cannot be.`,
        'a whole number, or { min: 1, max: 5 }.',
      );
    }
    for (const { mountPath, capacity } of pool.volumes ?? []) {
      if (mountPath.startsWith('/') && parseQuantity(capacity).ok) continue;
      wrong(
        `${at}.volumes`,
        `${capacity} at '${mountPath}' is no disk.`,
        "{ name: 'containerd', mountPath: '/var/lib/containerd', capacity: '50Gi' }.",
      );
    }
    names.add(pool.name);
  }
}
