import { Eip } from '@pulumi/aws/ec2/eip';
import type { Subnet } from '@pulumi/aws/ec2/subnet';
import type { Output } from '@pulumi/pulumi';
import { AWS_PROBLEMS, ColonnadeError } from '../../findings';
import type { Finding } from '../../findings';
import { shortHash } from '../../kubernetes';
import { recordOf } from '../host';
import type { Later } from '../later';
import { below, tagsOf } from './parts';
import type { AwsParts } from './parts';

/** The addresses of one endpoint, and the subnets that they are in, in the same order. */
export interface EndpointAddresses {
  /** One, or one for each zone. */
  readonly addresses: readonly Eip[];
  /** Public subnets of the balancer. */
  readonly subnets: readonly Subnet[];
}

/**
 * Elastic addresses of endpoints. They are protected: kubeconfigs and certificates of tenants name them.
 *
 * @param publicSubnets - one for each zone
 * @throws CLN3206 where the host has none
 */
export function endpointAddresses<E extends string>(
  parts: AwsParts,
  endpoints: readonly E[],
  publicSubnets: readonly Subnet[],
): Readonly<Record<E, EndpointAddresses>> {
  const { name, settings } = parts;
  const { staticAddresses, region, zones } = settings;
  if (staticAddresses === false && endpoints.length > 0) {
    throw ColonnadeError.of({
      ...problem('endpointsWithoutAddresses', name, 'endpoints'),
      message: `there are no addresses for ${endpoints.join(', ')}.`,
      fix: "leave endpoints out, and use Endpoint.loadBalancer({ hostname: 'team-a.example.org' }).",
    });
  }
  return recordOf(endpoints, (endpoint) => {
    const chosen = staticAddresses === 'all-zones' ? zones.map((_, index) => index) : [zoneOf(endpoint, zones.length)];
    const subnets = chosen.flatMap((index) => publicSubnets[index] ?? []);
    const addresses = chosen.map((index) => {
      const part = `endpoint-${endpoint}-${zones[index] ?? ''}`;
      return new Eip(
        `${name}-${part}`,
        { region, domain: 'vpc', tags: tagsOf(parts, part) },
        below(parts, { protect: settings.deletionProtection }),
      );
    });
    return { addresses, subnets };
  });
}

/** Endpoints are spread over zones by their name, so that a further one moves none. */
function zoneOf(endpoint: string, zones: number): number {
  return Number.parseInt(shortHash(endpoint), 16) % zones;
}

/** The address by which workers know an endpoint. */
export function firstAddresses<E extends string>(
  endpoints: readonly E[],
  known: Readonly<Record<E, EndpointAddresses>>,
): Readonly<Record<E, Output<string>>> {
  return recordOf(endpoints, (endpoint) => {
    const [first] = known[endpoint].addresses;
    if (first === undefined) throw new Error(`endpoint ${endpoint} has no address.`);
    return first.publicIp;
  });
}

/**
 * What the Service of an endpoint says to get its addresses.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#eip-allocations
 * @throws CLN3205
 */
export function addressAnnotations(
  component: string,
  endpoint: string,
  known: Readonly<Record<string, EndpointAddresses>>,
  later: Later,
): Readonly<Record<string, string>> {
  const found = addressesOf(component, endpoint, known);
  const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
  return {
    [`${prefix}-subnets`]: found.subnets.map(({ id }) => later.name(id)).join(','),
    [`${prefix}-eip-allocations`]: found.addresses.map(({ allocationId }) => later.name(allocationId)).join(','),
  };
}

/** @throws CLN3205 */
export function addressesOf(
  component: string,
  endpoint: string,
  known: Readonly<Record<string, EndpointAddresses>>,
): EndpointAddresses {
  const found = known[endpoint];
  if (found !== undefined) return found;
  const names = Object.keys(known);
  throw ColonnadeError.of({
    ...problem('noSuchEndpoint', component, 'endpoints'),
    message: `no address was reserved for ${JSON.stringify(endpoint)}.`,
    fix: `endpoints: [${[...names, endpoint].map((one) => `'${one}'`).join(', ')}].`,
  });
}

function problem(
  which: keyof typeof AWS_PROBLEMS,
  path: string,
  property: string,
): Pick<Finding, 'code' | 'path' | 'property'> {
  return { code: AWS_PROBLEMS[which].code, path, property };
}
