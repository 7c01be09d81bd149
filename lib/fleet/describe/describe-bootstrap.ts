import type { BootstrapModel, OperatingSystem, WorkerSupportModel } from '../../model';
import { EMPTY } from '../defaults';
import type { BootstrapProps } from '../props/bootstrap-props';
import { alike } from './alike';
import type { PoolTenant } from './pool-tenant';

const WITH_PACKAGES: BootstrapModel = kubeadm(true);
const WITHOUT_PACKAGES: BootstrapModel = kubeadm(false);
const BOTTLEROCKET: BootstrapModel = Object.freeze({ kind: 'bottlerocket' });

/** How machines of an operating system become nodes. */
export function describeBootstrap(props: BootstrapProps | undefined, operatingSystem: OperatingSystem): BootstrapModel {
  const byDefault = operatingSystem === 'other' ? WITHOUT_PACKAGES : WITH_PACKAGES;
  switch (props?.kind) {
    case undefined:
      return operatingSystem === 'bottlerocket' ? BOTTLEROCKET : byDefault;
    case 'kubeadm':
      return {
        kind: 'kubeadm',
        discovery: props.discovery ?? 'file',
        ignorePreflightErrors: props.ignorePreflightErrors === undefined ? EMPTY : [...props.ignorePreflightErrors],
        installPackages: props.installPackages ?? operatingSystem !== 'other',
      };
    case 'k0s':
      return { kind: 'k0s', version: props.version, profile: props.profile ?? 'default' };
    case 'talos':
      return { kind: 'talos', version: props.version, installDisk: props.installDisk };
    case 'bottlerocket':
      return BOTTLEROCKET;
  }
}

function kubeadm(installPackages: boolean): BootstrapModel {
  return Object.freeze({ kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: EMPTY, installPackages });
}

/** What the tenant's engine says of a kind of workers. */
export function describeSupport(kind: BootstrapModel['kind'], { workers }: PoolTenant): WorkerSupportModel | null {
  if (workers === null) return null;
  const { support, note } = workers[kind];
  return alike({ support, note: note ?? '' });
}
