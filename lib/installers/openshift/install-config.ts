import type { JsonObject } from '../../kubernetes';
import type { OpenShiftPlatform, OpenShiftProps } from './props';

/** Marks that the script replaces where the installation is prepared. */
export const MARKS = {
  pullSecret: '__COLONNADE_PULL_SECRET__',
  sshKey: '__COLONNADE_SSH_KEY__',
  vcenterPassword: '__COLONNADE_VCENTER_PASSWORD__',
} as const;

/** Ranges that OpenShift has by default, and large enough for each of its nodes to have a /23. */
export const POD_CIDRS = ['10.128.0.0/14'] as const;
export const SERVICE_CIDRS = ['172.30.0.0/16'] as const;

/**
 * `install-config.yaml` with marks in the place of secrets. Fields as `pkg/types/installconfig.go` of the installer has them.
 *
 * https://github.com/openshift/installer/blob/main/pkg/types/installconfig.go
 */
export function installConfig(props: OpenShiftProps): JsonObject {
  const { name, baseDomain, platform, controlPlanes, workers = [], machineCidr, mirrors = {} } = props;
  const sources = Object.entries(mirrors).map(([source, list]) => ({ source, mirrors: list }));
  return {
    apiVersion: 'v1',
    metadata: { name },
    baseDomain,
    controlPlane: { name: 'master', architecture: 'amd64', replicas: controlPlanes.length, platform: {} },
    compute: [{ name: 'worker', architecture: 'amd64', replicas: workers.length, platform: {} }],
    networking: {
      networkType: 'OVNKubernetes',
      clusterNetwork: (props.podCidrs ?? POD_CIDRS).map((cidr) => ({ cidr, hostPrefix: cidr.includes(':') ? 64 : 23 })),
      serviceNetwork: props.serviceCidrs ?? SERVICE_CIDRS,
      machineNetwork: [{ cidr: machineCidr }],
    },
    platform: platformOf(platform),
    ...(props.fips === true && { fips: true }),
    ...(sources.length > 0 && { imageDigestSources: sources }),
    publish: 'External',
    pullSecret: MARKS.pullSecret,
    sshKey: MARKS.sshKey,
  };
}

function platformOf(platform: OpenShiftPlatform): JsonObject {
  switch (platform.kind) {
    case 'none':
      return { none: {} };
    case 'baremetal':
      return { baremetal: { apiVIPs: platform.apiVips, ingressVIPs: platform.ingressVips } };
    case 'vsphere': {
      const { server, user, datacenter, computeCluster, datastore, network } = platform.vcenter;
      return {
        vsphere: {
          apiVIPs: platform.apiVips,
          ingressVIPs: platform.ingressVips,
          vcenters: [{ server, user, password: MARKS.vcenterPassword, datacenters: [datacenter] }],
          failureDomains: [
            {
              name: 'primary',
              region: datacenter,
              zone: 'primary',
              server,
              topology: { datacenter, computeCluster, datastore, networks: [network] },
            },
          ],
        },
      };
    }
  }
}
