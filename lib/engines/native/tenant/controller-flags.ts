import { parseCidr } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import type { WrittenFlags } from '../managed-flags';
import { PORTS } from '../names';
import { SIZES } from '../sizes';
import { FILES } from './files';
import { TLS_DEFAULTS, componentArguments, featureGates } from './flags';

/** What the arguments of both depend on. */
type CommonInput = Pick<TenantModel, 'extraArgs' | 'featureGates'>;

/**
 * Arguments of kube-controller-manager.
 * Source: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
 */
export function controllerManagerArguments(tenant: CommonInput & Pick<TenantModel, 'network' | 'size'>): string[] {
  const { network } = tenant;
  const families = network.podCidrs.map(familyOf);
  const written: WrittenFlags<'controllerManager'> = {
    ...commonFlags(tenant, PORTS.controllerManager),
    'use-service-account-credentials': 'true',
    controllers: '*,bootstrapsigner,tokencleaner',
    'allocate-node-cidrs': 'true',
    'cluster-cidr': network.podCidrs.join(','),
    'service-cluster-ip-range': network.serviceCidrs.join(','),
    'node-cidr-mask-size-ipv4': families.includes(4) ? String(network.nodeCidrMaskSizes.ipv4) : undefined,
    'node-cidr-mask-size-ipv6': families.includes(6) ? String(network.nodeCidrMaskSizes.ipv6) : undefined,
    'cluster-signing-cert-file': FILES.ca,
    'cluster-signing-key-file': FILES.caKey,
    'root-ca-file': FILES.ca,
    'service-account-private-key-file': `${FILES.serviceAccount}.key`,
  };
  const { perSecond, burst } = SIZES[tenant.size].controllerQueries;
  return componentArguments(tenant, 'controllerManager', written, {
    ...TLS_DEFAULTS,
    'kube-api-burst': String(burst),
    'kube-api-qps': String(perSecond),
  });
}

/**
 * Arguments of kube-scheduler.
 * Source: https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/
 */
export function schedulerArguments(tenant: CommonInput): string[] {
  return componentArguments(tenant, 'scheduler', commonFlags(tenant, PORTS.scheduler), TLS_DEFAULTS);
}

/**
 * What both have in common. Their serving certificate is one that they make in memory: only the kubelet's probes come, which do
 * not check it, and whoever scrapes metrics identifies itself by the CAs named here.
 */
function commonFlags(tenant: CommonInput, port: number) {
  return {
    kubeconfig: FILES.kubeconfig,
    'authentication-kubeconfig': FILES.kubeconfig,
    'authorization-kubeconfig': FILES.kubeconfig,
    'client-ca-file': FILES.ca,
    'requestheader-client-ca-file': FILES.frontProxyCa,
    'leader-elect': 'true',
    'secure-port': String(port),
    profiling: 'false',
    'feature-gates': featureGates(tenant),
  };
}

function familyOf(range: string): 4 | 6 | undefined {
  const read = parseCidr(range);
  return read.ok ? read.value.family : undefined;
}
