import { ColonnadeError } from '../../findings';
import { emitYaml } from '../../kubernetes';
import { auditPolicy } from '../audit';
import { checkEndpoint } from '../endpoint';
import { installation } from '../installer';
import type { InstallerFile, InstallerFiles } from '../installer';
import type { Machine } from '../machines';
import { checkNetwork } from '../networks';
import { Problems } from '../problems';
import { PATHS, SUPERVISOR_PORT, agentConfig, serverConfig } from './config';
import { checkCluster, checkSnapshots } from './check';
import { RKE1_ENDED, RKE2_PROBLEMS } from './problems';
import type { Rke2Props } from './props';
import { CIS_SYSCTLS, prepareScript } from './scripts';

/**
 * The files with which RKE2 makes a management cluster of machines: a folder for each machine, laid out as its root is.
 *
 * Tokens are made on the first server and named by file everywhere; agents have one of their own, with which nobody becomes a server.
 *
 * @throws ColonnadeError `CLN8000` to `CLN8005` for machines, versions, addresses, ranges and labels that cannot be, `CLN8040` for RKE1,
 * `CLN8041` for snapshots that are never taken
 *
 * https://docs.rke2.io/install/ha
 */
export function rke2(props: Rke2Props): InstallerFiles {
  check(props);
  const { servers, agents = [], cisProfile = true } = props;
  return installation(
    props.name,
    [
      ...servers.flatMap((machine, index) => [
        on(machine, PATHS.config, emitYaml(serverConfig(props, machine, index === 0))),
        on(machine, PATHS.auditPolicy, emitYaml(auditPolicy())),
        ...(cisProfile ? [on(machine, PATHS.sysctl, CIS_SYSCTLS)] : []),
        ...(cisProfile || index === 0
          ? [on(machine, PATHS.prepare, prepareScript({ makesTokens: index === 0, cis: cisProfile }))]
          : []),
      ]),
      ...agents.flatMap((machine) => [
        on(machine, PATHS.config, emitYaml(agentConfig(props, machine))),
        ...(cisProfile ? [on(machine, PATHS.sysctl, CIS_SYSCTLS)] : []),
      ]),
    ],
    notes(props),
  );
}

/**
 * Refuses RKE1, whatever is asked of it, and says what comes after it.
 *
 * @throws ColonnadeError `CLN8040`, always
 */
export function rke1(name = 'rke1'): never {
  throw ColonnadeError.of({
    code: RKE2_PROBLEMS.rke1.code,
    path: name,
    property: '',
    message: RKE1_ENDED,
    fix: 'rke2({ … }) of colonnade/installers/rke2, in a new cluster.',
  });
}

function on({ name }: Machine, path: string, content: string): InstallerFile {
  return { path: `${name}${path}`, content, ...(path.endsWith('.sh') && { executable: true }) };
}

function check(props: Rke2Props): void {
  const { name, servers, agents = [], endpoint, snapshots = {} } = props;
  const problems = new Problems(name);
  checkCluster(problems, props);
  checkEndpoint(
    problems,
    { kind: 'balancer', host: endpoint },
    servers.map(({ address }) => address),
  );
  const taken = [...servers, ...agents].map(({ address }) => address);
  checkNetwork(problems, props.network ?? {}, [...taken, endpoint]);
  checkSnapshots(problems, snapshots);
  problems.refuse();
}

function notes({ version, servers, agents = [], endpoint, snapshots = {} }: Rke2Props): readonly string[] {
  const [first, ...others] = servers;
  const from = first?.name ?? '';
  const install = (type: string) =>
    `curl -sfL https://get.rke2.io | INSTALL_RKE2_VERSION=${version} INSTALL_RKE2_TYPE=${type} sh -`;
  const tokenTo = (file: string, to: string) =>
    `ssh ${from} sudo cat ${file} | ssh ${to} 'sudo install -m 600 /dev/stdin ${file}'`;
  return [
    'Copy the folder of its name onto the root of each machine, owned by root, before anything is installed.',
    ...(servers.length > 1
      ? [
          `Before anything else: the balancer at ${endpoint} forwards TCP to ports ${String(SUPERVISOR_PORT)} and 6443 of the servers.`,
        ]
      : []),
    `On ${from}: sh ${PATHS.prepare}; ${install('server')}; systemctl enable --now rke2-server`,
    ...others.flatMap(({ name }) => [
      `Then, one after the other, for ${name}: ${tokenTo(PATHS.token, name)}; ${tokenTo(PATHS.agentToken, name)}`,
      `On ${name}: sh ${PATHS.prepare}; ${install('server')}; systemctl enable --now rke2-server`,
    ]),
    ...agents.flatMap(({ name }) => [
      `Then for ${name}: ${tokenTo(PATHS.agentToken, name)}`,
      `On ${name}: sysctl --system; ${install('agent')}; systemctl enable --now rke2-agent`,
    ]),
    ...(snapshots.s3Secret === undefined
      ? [
          'Snapshots of etcd stay on the disks of servers: name a Secret with snapshots.s3Secret, or copy them elsewhere.',
        ]
      : [
          `Make Secret kube-system/${snapshots.s3Secret} with bucket, endpoint and keys: until then snapshots stay on the disks of servers.`,
        ]),
    'A snapshot is of no use without the token of the servers: keep a copy where secrets are kept.',
  ];
}
