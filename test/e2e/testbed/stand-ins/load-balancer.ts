/** As much of a Service as the stand-in reads. */
export interface ServiceObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly type?: string; readonly loadBalancerIP?: string };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string }[] } };
}

/** An address that a Service is to get. */
export interface Assignment {
  readonly namespace: string;
  readonly name: string;
  readonly address: string;
}

/**
 * Decides which addresses Services of type LoadBalancer get: the one they ask for, else the first free one of the pool. This
 * stands in for a load balancer that the testbed does not have; kube-proxy answers on the address.
 */
export function assignAddresses(services: readonly ServiceObject[], pool: readonly string[]): readonly Assignment[] {
  const balanced = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const given = balanced.map(addressOf);
  const taken = new Set([...given, ...balanced.map(({ spec }) => spec.loadBalancerIP)]);
  const free = pool.filter((address) => !taken.has(address));
  return balanced
    .filter((_, index) => given[index] === undefined)
    .flatMap(({ metadata, spec }) => {
      const address = spec.loadBalancerIP ?? free.shift();
      return address === undefined ? [] : [{ namespace: metadata.namespace, name: metadata.name, address }];
    });
}

/** The address that a Service has. */
export function addressOf(service: ServiceObject): string | undefined {
  return service.status?.loadBalancer?.ingress?.[0]?.ip;
}
