import { Firewall } from '@pulumi/hcloud/firewall';
import { Network } from '@pulumi/hcloud/network';
import { NetworkRoute } from '@pulumi/hcloud/networkRoute';
import { NetworkSubnet } from '@pulumi/hcloud/networkSubnet';
import { GATEWAY_INDEX, addressAt } from '../bare-metal/planned-machines';
import { numberOf } from './scope';
import type { HetznerScope } from './scope';

/** The private network, and what is let in from outside. */
export interface HetznerNetwork {
  readonly network: Network;
  readonly subnet: NetworkSubnet;
  /** Out, by the gateway. */
  readonly route: NetworkRoute;
  /** Of the gateway: SSH from where the host says, and nothing else. */
  readonly firewall: Firewall;
}

/** A network of one subnet whose way out is the gateway. */
export function hetznerNetwork({ name, settings, parent, labels }: HetznerScope): HetznerNetwork {
  const { networkCidr, networkZone, apiServerCidrs } = settings;
  const network = new Network(name, { name, ipRange: networkCidr, labels, deleteProtection: true }, { parent });
  const networkId = network.id.apply(numberOf);
  const subnet = new NetworkSubnet(name, { networkId, type: 'cloud', networkZone, ipRange: networkCidr }, { parent });
  const gateway = addressAt(networkCidr, GATEWAY_INDEX);
  const route = new NetworkRoute(
    name,
    { networkId, destination: '0.0.0.0/0', gateway },
    { parent, dependsOn: [subnet] },
  );
  const firewall = new Firewall(
    name,
    {
      name,
      labels,
      rules:
        apiServerCidrs.length === 0
          ? []
          : [{ direction: 'in', protocol: 'tcp', port: '22', sourceIps: [...apiServerCidrs], description: 'SSH' }],
    },
    { parent },
  );
  return { network, subnet, route, firewall };
}
