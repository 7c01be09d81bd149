/** What a sample tenant is made of; every property is a piece of program. */
interface TenantPieces {
  /** @default 'team-b' */
  readonly name?: string;
  /** @default '1.35.4' */
  readonly version?: string;
  /** @default - the shared store of the preamble */
  readonly store?: string;
  /** @default - a load balancer with an address of its own */
  readonly endpoint?: string;
}

/** The sample tenant of the documentation's programs, with further lines of props. */
export function tenantProgram(props = '', pieces: TenantPieces = {}): string {
  const lines = [
    `version: '${pieces.version ?? '1.35.4'}',`,
    pieces.store === undefined ? 'store,' : `store: ${pieces.store},`,
    `endpoint: ${pieces.endpoint ?? "Endpoint.loadBalancer({ address: '203.0.113.11' })"},`,
    ...(props === '' ? [] : props.split('\n')),
  ];
  return `new TenantControlPlane(eu, '${pieces.name ?? 'team-b'}', {\n${lines.map((line) => `  ${line}\n`).join('')}});`;
}

/** The sample worker pool of the documentation's programs, with further lines of props. */
export function poolProgram(props = '', machines = 'Machines.existing()', size = '3'): string {
  const lines = [`machines: ${machines},`, `size: ${size},`, ...(props === '' ? [] : props.split('\n'))];
  return `new WorkerPool(team, 'general', {\n${lines.map((line) => `  ${line}\n`).join('')}});`;
}
