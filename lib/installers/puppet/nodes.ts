import { dnsNameProblem, emitYaml } from '../../kubernetes';
import { bootstrapDocument, puppetSecretKeys } from '../../workers';
import { installation } from '../installer';
import type { InstallerFiles } from '../installer';
import { checkClusterName } from '../machines';
import { INSTALLER_PROBLEMS, Problems } from '../problems';
import { nodesHierarchy, nodesManifest } from './manifests';
import type { PoolOfMachines, PuppetNodesProps, PuppetPool } from './nodes-props';
import { PUPPET_PROBLEMS } from './problems';

/**
 * An environment of Puppet for machines of worker pools, of one tenant or of many: the module puppetlabs-kubernetes 8.1 makes them nodes.
 *
 * It is one besides that of a management cluster: there, secrets are looked up first, and the cluster's own would come before a pool's. A
 * machine reads the token of its own pool alone, and gets no catalogue while there is none.
 *
 * @throws ColonnadeError `CLN8002` for names that cannot be, `CLN8050` for pools without listed machines, machines of two pools and pools of
 * one file, `CLN3051` for a pool that the module cannot make nodes of
 *
 * https://forge.puppet.com/modules/puppetlabs/kubernetes
 */
export function puppetNodes(props: PuppetNodesProps): InstallerFiles {
  check(props);
  const { name, pools, eyaml = {} } = props;
  const machines = pools.map(machinesOf);
  const documents = pools.flatMap(({ tenant, pool }) => bootstrapDocument(tenant, pool, 'puppet').files);
  return installation(
    name,
    [
      { path: 'hiera.yaml', content: emitYaml(nodesHierarchy(eyaml)) },
      { path: 'manifests/site.pp', content: nodesManifest(name, machines) },
      ...documents.map(({ name: path, content }) => ({
        path,
        content: typeof content === 'string' ? content : Buffer.from(content).toString('utf8'),
      })),
    ],
    [
      'The files are an environment of the Puppet server, of its own; puppetlabs-kubernetes 8.1.1 is among its modules, hiera-eyaml among its gems.',
      ...machines.map(
        ({ file, keys }) =>
          `data/secrets/${file}.eyaml has, encrypted: ${keys.token} and ${keys.caHash}, the hexadecimal digits without sha256:.`,
      ),
      'Tokens live for an hour or two: make one with colonnade join-token before machines join, and put it into the encrypted layer.',
      'puppet agent --test on the machines; each file of a pool says at its head what the module does not do of what the pool asks.',
    ],
  );
}

function machinesOf({ tenant, pool }: PuppetPool): PoolOfMachines {
  return {
    file: `${tenant.name}-${pool.name}`,
    machines: pool.machines.hosts,
    keys: puppetSecretKeys(tenant.name, pool.name),
  };
}

function check({ name, pools }: PuppetNodesProps): void {
  const problems = new Problems(name);
  checkClusterName(problems, name);
  const files = new Set<string>();
  const taken = new Set<string>();
  for (const [index, { file, machines }] of pools.map(machinesOf).entries()) {
    const at = `pools[${String(index)}]`;
    if (files.has(file) || machines.length === 0) {
      problems.add(PUPPET_PROBLEMS.pools, at, {
        message: files.has(file) ? `${file} is the name of two pools.` : `${file} lists no machines.`,
        fix: files.has(file) ? 'a pool each once.' : "Machines.ssh({ hosts: [{ name: 'rack-1.example.com' }] }).",
      });
    }
    files.add(file);
    for (const machine of machines) {
      const impossible = dnsNameProblem(machine.name);
      if (impossible !== undefined) {
        problems.add(INSTALLER_PROBLEMS.name, at, {
          message: `'${machine.name}' ${impossible}.`,
          fix: "a DNS name of its own, for example 'rack-1.example.com'.",
        });
      } else if (taken.has(machine.name)) {
        problems.add(PUPPET_PROBLEMS.pools, at, {
          message: `${machine.name} is a machine of another pool, or there twice.`,
          fix: 'a machine in one pool.',
        });
      }
      taken.add(machine.name);
    }
  }
  if (pools.length === 0) {
    problems.add(PUPPET_PROBLEMS.pools, 'pools', { message: 'there are no pools.', fix: 'at least one pool.' });
  }
  problems.refuse();
}
