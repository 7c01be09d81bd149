import { emitYaml, parseVersion } from '../../kubernetes';
import { auditPolicy } from '../audit';
import { checkEndpoint, hostAndPort } from '../endpoint';
import { installation } from '../installer';
import type { InstallerFiles } from '../installer';
import { checkClusterName, checkMachines, checkMarks, checkQuorum } from '../machines';
import { checkNetwork } from '../networks';
import { INSTALLER_PROBLEMS, Problems } from '../problems';
import { checkKubernetesVersion } from '../versions';
import { SECRET_KEYS, clusterData, controllerData, workerData } from './data';
import { hierarchy, siteManifest } from './manifests';
import type { PuppetProps } from './props';

/**
 * An environment of Puppet, for the module puppetlabs-kubernetes 8.1: Hiera data, the hierarchy and the site manifest.
 *
 * Every parameter that is secret is left to layers that hiera-eyaml encrypts; the class fails to compile while one of them is missing.
 *
 * @throws ColonnadeError `CLN8000` to `CLN8005` for machines, versions, addresses, ranges and labels that cannot be, `CLN8006` for a
 * manifest of a network plug-in whose URL has a password
 *
 * https://forge.puppet.com/modules/puppetlabs/kubernetes
 */
export function puppet(props: PuppetProps): InstallerFiles {
  check(props);
  const { name, controllers, workers = [] } = props;
  return installation(
    name,
    [
      { path: 'hiera.yaml', content: emitYaml(hierarchy(props.eyaml ?? {})) },
      { path: 'manifests/site.pp', content: siteManifest(name, controllers, workers) },
      {
        path: 'data/cluster.yaml',
        content: emitYaml({ ...clusterData(props), 'colonnade::audit_policy': emitYaml(auditPolicy()) }),
      },
      ...controllers.map((machine) => ({
        path: `data/nodes/${machine.name}.yaml`,
        content: emitYaml(controllerData(machine)),
      })),
      ...workers.map((machine) => ({
        path: `data/nodes/${machine.name}.yaml`,
        content: emitYaml(workerData(machine)),
      })),
    ],
    notes(props),
  );
}

function check(props: PuppetProps): void {
  const { name, controllers, workers = [], endpoint, networkManifest } = props;
  const problems = new Problems(name);
  checkClusterName(problems, name);
  checkKubernetesVersion(problems, props.version);
  checkQuorum(problems, 'controllers', controllers.length);
  checkMachines(problems, { controllers, workers });
  for (const [index, worker] of workers.entries()) checkMarks(problems, `workers[${String(index)}]`, worker);
  const addresses = controllers.map(({ address }) => address);
  checkEndpoint(problems, endpoint, addresses);
  const taken = [...addresses, ...workers.map(({ address }) => address), hostAndPort(endpoint).host];
  checkNetwork(problems, props.network ?? {}, taken);
  if (networkManifest !== undefined && !/^https:\/\/[^@\s]+$/.test(networkManifest)) {
    problems.add(INSTALLER_PROBLEMS.secret, 'networkManifest', {
      message: 'the manifest of a network plug-in has no https URL, or one with a password.',
      fix: 'an https URL that needs no password.',
    });
  }
  problems.refuse();
}

function notes({ version, controllers, endpoint, networkManifest }: PuppetProps): readonly string[] {
  const read = parseVersion(version);
  return [
    ...(controllers.length > 1
      ? [
          `Before anything else: the balancer at ${hostAndPort(endpoint).text} forwards TCP to port 6443 of the controllers.`,
        ]
      : []),
    'The files are an environment of the Puppet server; puppetlabs-kubernetes 8.1.1 is among its modules, hiera-eyaml among its gems.',
    `data/secrets/cluster.eyaml has, encrypted: ${SECRET_KEYS.cluster.join(', ')}.`,
    `data/secrets/<controller>.eyaml has, encrypted, for each controller: ${SECRET_KEYS.controller.join(', ')}.`,
    'Tokens live for an hour: make one before machines join, and put it into the encrypted layer.',
    'puppet agent --test: first on all controllers, whose etcd waits for a majority, then on workers.',
    ...(networkManifest === undefined ? ['Then a network plug-in: until it runs, nodes are not ready.'] : []),
    ...(read.ok && read.value.minor >= 36
      ? [
          'The template of puppetlabs-kubernetes 8.1 is v1beta3, which kubeadm 1.36 reads with a warning; a later one may refuse it.',
        ]
      : []),
    'Back up etcd: the module makes no snapshots.',
  ];
}
