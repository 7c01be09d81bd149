import { parseCidr } from '../../kubernetes';
import type { JsonObject } from '../../kubernetes';
import type { OpenShiftHost, OpenShiftProps } from './props';

/**
 * `agent-config.yaml`: who each machine is, and what it has for an address, in the form of nmstate.
 *
 * https://github.com/openshift/installer/blob/main/pkg/types/agent/agent_config_type.go
 */
export function agentConfig(props: OpenShiftProps): JsonObject {
  const { name, controlPlanes, workers = [], timeServers = [] } = props;
  return {
    apiVersion: 'v1beta1',
    kind: 'AgentConfig',
    metadata: { name },
    rendezvousIP: controlPlanes[0]?.address,
    ...(timeServers.length > 0 && { additionalNTPSources: timeServers }),
    hosts: [
      ...controlPlanes.map((host) => hostOf(props, host, 'master')),
      ...workers.map((host) => hostOf(props, host, 'worker')),
    ],
  };
}

function hostOf(props: OpenShiftProps, host: OpenShiftHost, role: 'master' | 'worker'): JsonObject {
  const { name, address, macAddress, rootDevice } = host;
  const device = host.interface ?? 'eno1';
  const range = parseCidr(props.machineCidr);
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  return {
    hostname: name,
    role,
    ...(rootDevice !== undefined && { rootDeviceHints: { deviceName: rootDevice } }),
    interfaces: [{ name: device, macAddress }],
    networkConfig: {
      interfaces: [
        {
          name: device,
          type: 'ethernet',
          state: 'up',
          'mac-address': macAddress,
          [family]: {
            enabled: true,
            dhcp: false,
            address: [{ ip: address, 'prefix-length': range.ok ? range.value.prefix : 24 }],
          },
        },
      ],
      'dns-resolver': { config: { server: props.dnsServers } },
      routes: {
        config: [
          {
            destination: family === 'ipv6' ? '::/0' : '0.0.0.0/0',
            'next-hop-address': props.gateway,
            'next-hop-interface': device,
            'table-id': 254,
          },
        ],
      },
    },
  };
}
