import { App } from 'cdk8s';
import { capabilityOf, knownEngines } from '../../lib/engines';
import type { Engine, FieldChange, ReadinessCondition, TenantOutputs } from '../../lib/engines';
import { Endpoint, Fleet, ManagementCluster, TenantControlPlane } from '../../lib/fleet';
import { existing } from '../../lib/hosts/existing';

const MARKS = { native: '●', translated: '◐', unsupported: '–' } as const;

/** What every engine makes of every line of the tables, with the reasons below. */
export function capabilityTables(): string {
  const engines = knownEngines();
  const lines = [...new Set(engines.flatMap(({ engine }) => Object.keys(engine.capabilities)))].sort();
  const rows = lines.map((line) => [
    `\`${line}\``,
    ...engines.map(({ engine }) => MARKS[capabilityOf(engine.capabilities, line)?.support ?? 'unsupported']),
  ]);
  const notes = engines.flatMap(({ name, engine }) => [
    `### ${name}`,
    '',
    ...Object.entries(engine.capabilities)
      .filter(([, { note }]) => note !== undefined)
      .map(([line, { support, note = '' }]) => `- ${MARKS[support]} \`${line}\`: ${text(note)}`),
    '',
  ]);
  return [...table(['Field', ...engines.map(({ name }) => name)], rows), '', ...notes].join('\n').trimEnd();
}

/** What has to run, when a tenant is ready, and where its kubeconfig is. */
export function engineFacts(): string {
  const rows = knownEngines().map(({ name, engine }) => {
    const { readiness, outputs } = outcomeOf(engine);
    return [
      name,
      engine.operators.map((operator) => `[${operator.name} ${operator.version}](${operator.link})`).join(', then '),
      readiness.map(conditionText).join('; '),
      outputsText(outputs),
    ];
  });
  return table(['Engine', 'Has to run, in this order', 'A tenant `team-a` is ready when', 'Kubeconfig, CA'], rows).join(
    '\n',
  );
}

/** What cannot be changed once it is there, by engine. */
export function immutableFields(): string {
  const rows = knownEngines().flatMap(({ name, engine }) =>
    engine.immutable.map(({ kind, pointer, refuses, onlyWhile, reason }) => [
      name,
      `${kind} \`${dotted(pointer)}\``,
      refuses.map((change) => CHANGES[change]).join(', ') +
        (onlyWhile === undefined ? '' : `, while \`${dotted(onlyWhile.pointer)}\` is ${onlyWhile.value}`),
      reason,
    ]),
  );
  return table(['Engine', 'Field', 'Refused', 'Why, and what to do'], rows).join('\n');
}

const CHANGES: Readonly<Record<FieldChange, string>> = {
  change: 'another value',
  addition: 'a first value',
  removal: 'no value any more',
};

function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}

function outcomeOf(engine: Engine): {
  readonly readiness: readonly ReadinessCondition[];
  readonly outputs: TenantOutputs;
} {
  const fleet = new Fleet(new App(), 'acme');
  const eu: ManagementCluster = new ManagementCluster(fleet, 'eu-1', {
    version: '1.36.3',
    host: existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }),
    engine,
  });
  new TenantControlPlane(eu, 'team-a', {
    version: '1.36.3',
    store: 'dedicated',
    endpoint: Endpoint.loadBalancer({ address: '203.0.113.10' }),
  });
  const [cluster] = fleet.toModel().managementClusters;
  const [tenant] = cluster?.tenants ?? [];
  if (cluster === undefined || tenant === undefined) throw new Error('the example has a tenant');
  return { readiness: engine.readiness(tenant, { cluster }), outputs: engine.outputs(tenant, { cluster }) };
}

function conditionText({ kind, name, until }: ReadinessCondition): string {
  const what = 'condition' in until ? `${until.condition} is ${until.status}` : `\`${until.field}\` is ${until.value}`;
  return `${kind} \`${name}\`: ${what}`;
}

function outputsText({ kubeconfig, certificateAuthority }: TenantOutputs): string {
  return [kubeconfig, certificateAuthority].map(({ name, key }) => `Secret \`${name}\`, key \`${key}\``).join('; ');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** Words in braces and angles are not markup. */
function text(note: string): string {
  return note.replaceAll('<', '&lt;');
}
