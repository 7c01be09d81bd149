import { nthAddress, parseCidr, parseIp } from '../kubernetes';

/** Names of a serving certificate, by kind. */
export interface SubjectNames {
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** Sorts names into DNS names and addresses, without repetition, in the order given. */
export function subjectNames(names: readonly string[]): SubjectNames {
  const dnsNames: string[] = [];
  const ipAddresses: string[] = [];
  for (const name of new Set(names)) (parseIp(name).ok ? ipAddresses : dnsNames).push(name);
  return { dnsNames, ipAddresses };
}

/** Every name under which a Service answers inside its cluster, from `name` to `name.namespace.svc.cluster.local`. */
export function serviceNames(name: string, namespace: string, clusterDomain: string): string[] {
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.${clusterDomain}`];
}

/** The address of the Service `kubernetes` in each service range: the first one after the network's own. */
export function firstServiceAddresses(serviceCidrs: readonly string[]): string[] {
  return serviceCidrs.flatMap((text) => {
    const range = parseCidr(text);
    const address = range.ok ? nthAddress(range.value, 1) : undefined;
    return address === undefined ? [] : [address];
  });
}

/** Names of the own machine. */
export const LOOPBACK = ['localhost', '127.0.0.1'] as const;
