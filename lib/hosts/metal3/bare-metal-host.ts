import { ColonnadeError, PLACE_PROBLEMS } from '../../findings';
import type { JsonObject, KubernetesObject } from '../../kubernetes';

/** A machine that Metal3 powers on, inspects and writes an image to. */
export interface BareMetalHostProps {
  readonly name: string;
  readonly namespace: string;
  /** Address of its management controller, for example `redfish-virtualmedia+https://192.0.2.51/redfish/v1/Systems/1`. */
  readonly bmcAddress: string;
  /** Name of a Secret in the namespace with the keys `username` and `password`. */
  readonly credentialsSecret: string;
  /** MAC address that it boots from. */
  readonly bootMacAddress: string;
  /** Disk that the image is written to. @default { rotational: false, minSizeGigabytes: 100 } */
  readonly rootDevice?: {
    readonly deviceName?: string;
    readonly wwn?: string;
    readonly serialNumber?: string;
    readonly rotational?: boolean;
    readonly minSizeGigabytes?: number;
  };
  /** @default 'UEFISecureBoot' */
  readonly bootMode?: 'UEFI' | 'UEFISecureBoot' | 'legacy';
  /** What is written to the disk now. @default - nothing: whoever takes the machine says, for example a Metal3Machine of Cluster API */
  readonly image?: {
    readonly url: string;
    /** SHA-256 or SHA-512 of the image, in hexadecimal, or the URL of a file with it. */
    readonly checksum: string;
    /** @default 'sha256' */
    readonly checksumType?: 'sha256' | 'sha512';
    /** `raw` is written while it comes. @default 'qcow2' */
    readonly format?: 'raw' | 'qcow2';
  };
  /** Name of a Secret in the namespace whose key `userData` is the first-boot document of cloud-init. @default - none */
  readonly userDataSecret?: string;
  /** Name of a Secret in the namespace whose key `networkData` is a `network_data.json` as OpenStack has it. @default - DHCP */
  readonly networkDataSecret?: string;
  /** Labels by which Metal3MachineTemplates choose it (`hostSelector`). @default {} */
  readonly labels?: Readonly<Record<string, string>>;
}

const BMC =
  /^(?:(?:redfish|redfish-virtualmedia|redfish-uefihttp|idrac-virtualmedia|idrac-redfish|ilo5-redfish|ipmi)(?:\+https?)?:\/\/)\S+$/;
const MAC = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/;

/**
 * BareMetalHosts, which Metal3 cleans between two uses and whose controllers' certificates it checks.
 *
 * @throws ColonnadeError CLN3250, all at once
 *
 * Source: https://github.com/metal3-io/baremetal-operator/blob/main/docs/api.md
 */
export function bareMetalHosts(hosts: readonly BareMetalHostProps[]): readonly KubernetesObject[] {
  const problems = hosts.flatMap((host, index) => problemsOf(host, `[${String(index)}]`));
  if (problems.length > 0) throw new ColonnadeError(problems);
  return hosts.map((host) => ({
    apiVersion: 'metal3.io/v1alpha1',
    kind: 'BareMetalHost',
    metadata: {
      name: host.name,
      namespace: host.namespace,
      labels: { ...host.labels, 'app.kubernetes.io/managed-by': 'colonnade' },
    },
    spec: {
      online: true,
      bootMode: host.bootMode ?? 'UEFISecureBoot',
      bootMACAddress: host.bootMacAddress,
      bmc: { address: host.bmcAddress, credentialsName: host.credentialsSecret },
      rootDeviceHints: { ...(host.rootDevice ?? { rotational: false, minSizeGigabytes: 100 }) },
      automatedCleaningMode: 'metadata',
      ...provisioned(host),
    },
  }));
}

function provisioned({ image, userDataSecret, networkDataSecret, namespace }: BareMetalHostProps): JsonObject {
  return {
    ...(image !== undefined && { image: { checksumType: 'sha256', format: 'qcow2', ...image } }),
    ...(userDataSecret !== undefined && { userData: { name: userDataSecret, namespace } }),
    ...(networkDataSecret !== undefined && { networkData: { name: networkDataSecret, namespace } }),
  };
}

function problemsOf(host: BareMetalHostProps, at: string) {
  const wrong = (property: string, got: string, example: string) => ({
    code: PLACE_PROBLEMS.value.code,
    severity: 'error' as const,
    path: 'metal3',
    property: `${at}.${property}`,
    message: `'${got}' is not of the form of ${example}.`,
    fix: `${property}: '${example}'.`,
  });
  return [
    ...(BMC.test(host.bmcAddress)
      ? []
      : [wrong('bmcAddress', host.bmcAddress, 'redfish-virtualmedia+https://192.0.2.51/redfish/v1/Systems/1')]),
    ...(MAC.test(host.bootMacAddress) ? [] : [wrong('bootMacAddress', host.bootMacAddress, '00:60:2f:31:81:01')]),
  ];
}
