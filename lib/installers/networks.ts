import { describe, overlaps, contains, parseCidr, parseIp, dnsNameProblem } from '../kubernetes';
import type { Cidr } from '../kubernetes';
import { INSTALLER_PROBLEMS } from './problems';
import type { Problems } from './problems';

/** Ranges and names inside a management cluster. */
export interface InstallerNetwork {
  /** One range, or one of each family with that of IPv4 first. @default ['10.244.0.0/16'] */
  readonly podCidrs?: readonly string[];
  /** One range, or one of each family with that of IPv4 first. @default ['10.96.0.0/16'] */
  readonly serviceCidrs?: readonly string[];
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
}

/** Defaults of every installer, so that a cluster can be moved from one to another. */
export const NETWORK = {
  podCidrs: ['10.244.0.0/16'],
  serviceCidrs: ['10.96.0.0/16'],
  clusterDomain: 'cluster.local',
} as const satisfies Required<InstallerNetwork>;

/**
 * Ranges that can be, one of each family, and none that holds an address of a machine or overlaps with another.
 *
 * @param addresses - of machines and of the control plane; what is no IP address is passed over
 */
export function checkNetwork(problems: Problems, network: InstallerNetwork, addresses: readonly string[]): void {
  const { podCidrs, serviceCidrs, clusterDomain } = { ...NETWORK, ...network };
  const pods = ranges(problems, 'network.podCidrs', podCidrs);
  const services = ranges(problems, 'network.serviceCidrs', serviceCidrs);
  const wrong = (property: string, message: string, fix: string) => {
    problems.add(INSTALLER_PROBLEMS.network, property, { message, fix });
  };
  if (podCidrs.length !== serviceCidrs.length) {
    wrong(
      'network.serviceCidrs',
      'pods and Services have ranges of different families.',
      'one range for each family of podCidrs.',
    );
  }
  for (const pod of pods) {
    for (const service of services) {
      if (overlaps(pod, service))
        wrong(
          'network.serviceCidrs',
          `${service.text} overlaps with ${pod.text} of pods.`,
          `serviceCidrs: ['${NETWORK.serviceCidrs[0]}'].`,
        );
    }
  }
  for (const [property, list] of [
    ['network.podCidrs', pods],
    ['network.serviceCidrs', services],
  ] as const) {
    for (const range of list) {
      const inside = addresses.find((address) => {
        const ip = parseIp(address);
        return ip.ok && contains(range, ip.value);
      });
      if (inside !== undefined)
        wrong(property, `${range.text} holds the address ${inside} of a machine.`, 'a range that nothing else has.');
    }
  }
  const problem = dnsNameProblem(clusterDomain);
  if (problem !== undefined)
    wrong('network.clusterDomain', `'${clusterDomain}' ${problem}.`, "clusterDomain: 'cluster.local'.");
}

function ranges(problems: Problems, property: string, texts: readonly string[]): readonly Cidr[] {
  const read = texts.map(parseCidr);
  const values = read.flatMap((result) => (result.ok ? [result.value] : []));
  for (const result of read) {
    if (!result.ok)
      problems.add(INSTALLER_PROBLEMS.network, property, {
        message: `${result.problem}.`,
        fix: `a range such as '10.244.0.0/16'.`,
      });
  }
  const isPair = values.length === 2 && values[0]?.family !== values[1]?.family;
  if (texts.length === 0 || texts.length > 2 || (values.length === 2 && !isPair)) {
    problems.add(INSTALLER_PROBLEMS.network, property, {
      message: `expected one range, or one of each family (got ${describe(texts)}).`,
      fix: "for example ['10.244.0.0/16', 'fd00:10:244::/56'].",
    });
  }
  return values;
}
