import { carrierFor, cloudFacts, options } from './facts';
import type { CloudMachineProps } from './machine-props';
import { propsOf } from './props-of';
import { sourceOf } from './machine-source';
import type { MachineSource } from './machine-source';

/** Compute Engine instances. */
export interface GcpMachinesProps extends CloudMachineProps {
  /** Project that the group and the secret are in. */
  readonly project: string;
  /** For example `n2-standard-4`. @default - that of the group's template */
  readonly machineType?: string;
  /** Image or image family. @default - that of the group's template */
  readonly image?: string;
  /** Who writes the join credential into Secret Manager. @default - the workload identity of the service account itself */
  readonly credentials?: {
    /** E-mail address of the Google service account that is impersonated. @default - none */
    readonly serviceAccount?: string;
    /**
     * Image with the Google Cloud command-line tool. A tag with a version is gone a year after its release: keep a copy where versions
     * have to stay.
     *
     * @default 'gcr.io/google.com/cloudsdktool/google-cloud-cli:stable'
     * @see https://github.com/GoogleCloudPlatform/cloud-sdk-docker
     */
    readonly image?: string;
  };
}

/** One value of an instance's metadata. Source: https://cloud.google.com/compute/docs/metadata/overview#limitations */
export const GCE_USER_DATA_BYTES = 262_144;

/**
 * A managed instance group of Compute Engine, whose instances read their credential from Secret Manager with their service account.
 *
 * @example
 * Machines.gcpInstanceGroup({ project: 'acme-prod', zones: ['europe-west3-a'], machineType: 'n2-standard-4' })
 */
export function gcpInstanceGroup(machines: GcpMachinesProps): MachineSource<'group'> {
  const { project = '', machineType, image, credentials, ...props } = propsOf(machines);
  const { serviceAccount: account, image: writerImage, ...unknown } = propsOf(credentials);
  return sourceOf({
    facts: {
      ...cloudFacts(props, { name: 'gcp', providerIdScheme: 'gce://' }),
      source: 'gcp-instance-group',
      firstBoot: { carrier: carrierFor(props.operatingSystem, 'cloud-init'), limitBytes: GCE_USER_DATA_BYTES },
      scaling: { kind: 'group', autoscaler: 'gce' },
      options: options({ project, machineType, image }),
    },
    delivery: {
      kind: 'secret',
      place: {
        ...unknown,
        kind: 'gcp-secret-manager',
        location: project,
        serviceAccountAnnotations: account === undefined ? {} : { 'iam.gke.io/gcp-service-account': account },
        image: writerImage ?? 'gcr.io/google.com/cloudsdktool/google-cloud-cli:stable',
      },
    },
  });
}
