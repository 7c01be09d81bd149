import { k0sInstallation } from '../../installers/k0s';
import type { K0sInstallationProps } from '../../installers/k0s';
import { RUNNER_KEY_PATH } from './k0sctl-cluster';
import { workerMachine } from './machine-marks';
import type { PlannedMachine } from './planned-machines';

/** What k0sctl is told of machines in a private network of a cloud. */
export interface PlannedConfigurationProps {
  readonly name: string;
  /** Version of k0s. */
  readonly version: string;
  readonly machines: readonly PlannedMachine[];
  /** Address in the private network of the balancer in front of the controllers. */
  readonly endpoint: string;
  /** Address of that balancer from outside. */
  readonly publicAddress: string;
  /** User of the machines who may become root without a password. @default 'root' */
  readonly user?: string;
  /** Lets controllers keep the address themselves. @default - a balancer does */
  readonly keepalived?: NonNullable<K0sInstallationProps['keepalived']>;
}

/** Content of `k0sctl.yaml`; the cloud's controller says which zones nodes are in. */
export function plannedConfiguration(props: PlannedConfigurationProps): string {
  const { name, version, machines, endpoint, publicAddress, user = 'root', keepalived } = props;
  const installation = k0sInstallation({
    name,
    version,
    endpoint,
    keyPath: RUNNER_KEY_PATH,
    externalCloudProvider: true,
    ...(keepalived !== undefined && { keepalived }),
    controllers: machines
      .filter(({ role }) => role === 'controller')
      .map((machine) => ({ name: machine.name, address: machine.address, user, privateAddress: machine.address })),
    workers: machines
      .filter(({ role }) => role !== 'controller')
      .map((machine) => ({
        ...workerMachine({ name: machine.name, address: machine.address, role: machine.role }),
        user,
      })),
    config: { api: { externalAddress: endpoint, sans: [endpoint, publicAddress] } },
  });
  return installation.files.map(({ content }) => content).join('');
}
