import type { FindingCode } from '../../../findings';

/** What a sample tenant is made of besides the options of its engine; every property is a piece of program. */
interface Pieces {
  /** Further lines of props. */
  readonly props?: string;
  /** @default '1.36.3' */
  readonly version?: string;
  /** @default "'dedicated'" */
  readonly store?: string;
  /** @default - a load balancer with an address of its own */
  readonly endpoint?: string;
  /** The compiler does not know which engine it is, so that it refuses nothing itself. @default false */
  readonly anyEngine?: boolean;
  /** Leave certificates of etcd unwatched, which is a warning of its own. @default false */
  readonly unwatched?: boolean;
  /** Codes of warnings that are accepted. */
  readonly acknowledged?: readonly FindingCode[];
  /** What is declared behind the tenant, which is `hosted` then. */
  readonly pool?: string;
}

/** A sample tenant with an engine of its own, for the pages of rules; the preamble's management cluster runs another one. */
export function k0smotronProgram(options: string, pieces: Pieces = {}): string {
  const engine = `k0smotron(${pieces.unwatched === true ? options : watched(options)})`;
  const lines = [
    `version: '${pieces.version ?? '1.36.3'}',`,
    `store: ${pieces.store ?? "'dedicated'"},`,
    `endpoint: ${pieces.endpoint ?? "Endpoint.loadBalancer({ address: '203.0.113.11' })"},`,
    pieces.anyEngine === true ? 'engine,' : `engine: ${engine},`,
    ...(pieces.props === undefined ? [] : pieces.props.split('\n')),
  ];
  const tenant = `new TenantControlPlane(eu, 'team-b', {\n${lines.map((line) => `  ${line}\n`).join('')}});`;
  const declared = pieces.pool === undefined ? tenant : `const hosted = ${tenant}\n${pieces.pool}`;
  const accepted = (pieces.acknowledged ?? []).map((code) => `\nfleet.acknowledge('${code}', 'kept elsewhere');`);
  const before = pieces.anyEngine === true ? `const engine: Engine = ${engine};\n` : '';
  const imports = pieces.anyEngine === true ? "import type { Engine } from 'colonnade';\n" : '';
  return `${imports}import { k0smotron } from 'colonnade/engines/k0smotron';\n\n${before}${declared}${accepted.join('')}`;
}

/** The same options, with alarms. */
function watched(options: string): string {
  const others = options.replace(/^\{\s*/, '');
  return `{ certificateAlarms: {}${others === '' ? ' }' : `, ${others}`}`;
}
