import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ansible } from '../../../lib/workers/carriers/ansible';
import type { AnsibleOptions } from '../../../lib/workers/carriers/ansible';
import type { MachineHostModel } from '../../../lib/model';
import { aPlan } from '../../support/carriers';
import { describeWith, runTool } from '../../support/debian-tools';

/** A busy machine needs a second or more for each task. */
const SLOW = 600_000;

const TOKEN = 'abcdef.0123456789abcdef';

/** A worker script that says what it was given, becomes a node when its credential is good, and prints no credential. */
const WORKER = `#!/bin/sh
set -eu
case "$*" in
  *--root*) echo "$*" >>"\${0%/opt/*}/started" ;;
  *) echo "$*" >>/etc/started ;;
esac
case "$*" in
  *'--credential -'*)
    read -r line
    [ "$line" = 'token=${TOKEN}' ] || { echo 'the token has expired' >&2; exit 4; }
    mkdir -p /etc/kubernetes && touch /etc/kubernetes/kubelet.conf ;;
esac
`;

const HOSTS: readonly MachineHostModel[] = [
  { name: 'rack-1', address: '192.0.2.1', user: 'admin', port: 22, hostKey: 'ssh-ed25519 AAAAkey1', labels: {} },
  { name: 'rack-2', address: 'fd00::2', user: 'pi', port: 2222, hostKey: 'ssh-ed25519 AAAAkey2', labels: {} },
  { name: 'rack-3.example.com', address: 'rack-3.example.com', user: 'root', port: 22, hostKey: null, labels: {} },
];

describeWith('Ansible', [{ command: 'ansible-playbook', package: 'ansible-core' }], () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-ansible-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Each file costs Ansible a second or more, so most tests have few. */
  const write = (options: Partial<AnsibleOptions> = {}, all = false) => {
    const base = aPlan();
    const chosen = base.files.filter(({ path }) => all || path === base.script.path || path.endsWith('/odd'));
    const files = chosen.map((file) => (file.path === base.script.path ? { ...file, content: WORKER } : file));
    const plan = { ...base, files };
    const known = { tenant: 'team-a', pool: 'general', hosts: HOSTS, credential: 'controller', ...options } as const;
    for (const { name, content } of ansible(plan, known)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return plan;
  };
  const env = () => ({
    ANSIBLE_HOME: join(folder, '.ansible'),
    ANSIBLE_LOCAL_TEMP: join(folder, '.ansible/tmp'),
    ANSIBLE_NOCOLOR: '1',
    ANSIBLE_DEPRECATION_WARNINGS: '0',
  });
  const run = (command: string, ...args: readonly string[]) => runTool(command, args, { cwd: folder, env: env() });
  /** This machine stands in for one of the pool. */
  const localhost = () => {
    const how = { ansible_connection: 'local', ansible_become: false, ansible_python_interpreter: '/usr/bin/python3' };
    writeFileSync(join(folder, 'localhost.json'), JSON.stringify({ team_a__general: { hosts: { localhost: how } } }));
    return ['-i', 'localhost.json'];
  };
  const prepare = () => run('ansible-playbook', ...localhost(), '-e', `colonnade_root=${folder}/root`, 'playbook.yaml');
  /** Runs lines of shell on this machine, whose /etc and /opt are then copies that nobody else sees; PLAY runs the play as it is. */
  const onMachine = (...lines: readonly string[]) => {
    for (const name of ['upper', 'work', 'bin']) mkdirSync(join(folder, name), { recursive: true });
    const tool = (name: string, script: string) =>
      writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    tool('bin/systemctl', 'exit 0');
    tool('join-token', `echo token=${TOKEN}`);
    tool('expired', 'echo token=fedcba.0123456789abcdef');
    tool('none', 'echo CLN9057 there is no tenant >&2; exit 2');
    const play = `PATH=${folder}/bin:$PATH ansible-playbook ${localhost().join(' ')} -e colonnade_join_command=./join-token playbook.yaml`;
    const mounts = [
      'mount --make-rprivate /',
      `mount -t overlay overlay -o lowerdir=/etc,upperdir=${folder}/upper,workdir=${folder}/work /etc`,
      'mount -t tmpfs none /opt',
    ];
    const script = [
      'set -e',
      ...mounts,
      ...lines.map((line) => line.replace('PLAY', play).replace('/started', '/etc/started')),
    ];
    return run('unshare', '-m', 'sh', '-c', script.join('\n'));
  };

  test('takes the playbook, with a credential of the controller and of the machine', () => {
    for (const credential of ['controller', 'machine'] as const) {
      write({ credential });
      expect(run('ansible-playbook', '-i', 'inventory.yaml', '--syntax-check', 'playbook.yaml')).toMatchObject({
        code: 0,
        err: '',
      });
    }
  });
  test('would say when a module were unknown', () => {
    write();
    const file = join(folder, 'playbook.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ansible.builtin.copy', 'ansible.builtin.kopy'));
    expect(run('ansible-playbook', '-i', 'inventory.yaml', '--syntax-check', 'playbook.yaml').code).not.toBe(0);
  });
  test('finds the machines of the pool and how they are reached', () => {
    write();
    const inventory = JSON.parse(run('ansible-inventory', '-i', 'inventory.yaml', '--list').out) as Record<
      string,
      unknown
    >;
    const strict = `-o UserKnownHostsFile='{{ inventory_dir }}/known_hosts' -o StrictHostKeyChecking=yes`;
    expect(inventory).toMatchObject({
      team_a__general: { hosts: ['rack-1', 'rack-2', 'rack-3.example.com'] },
      _meta: {
        hostvars: {
          'rack-1': {
            ansible_host: '192.0.2.1',
            ansible_port: 22,
            ansible_user: 'admin',
            ansible_ssh_common_args: strict,
          },
          'rack-2': { ansible_host: 'fd00::2', ansible_port: 2222, ansible_user: 'pi' },
        },
      },
    });
    expect(JSON.stringify(inventory)).not.toContain(
      '"rack-3.example.com":{"ansible_host":"rack-3.example.com","ansible_port":22,"ansible_ssh',
    );
    expect(readFileSync(join(folder, 'known_hosts'), 'utf8')).toBe(
      '192.0.2.1 ssh-ed25519 AAAAkey1\n[fd00::2]:2222 ssh-ed25519 AAAAkey2\n',
    );
  });
  test(
    'writes every byte and mode of the plan below a root, and only prepares there',
    () => {
      const plan = write({}, true);
      expect(prepare().out).toContain('failed=0');
      for (const { path, mode, content } of plan.files) {
        expect(readFileSync(join(folder, 'root', path), 'utf8')).toBe(content);
        expect((statSync(join(folder, 'root', path)).mode & 0o7777).toString(8)).toBe(mode.replace(/^0/, ''));
      }
      expect(readFileSync(join(folder, 'root/started'), 'utf8')).toBe(`--first-boot a b%c$d"e --root ${folder}/root\n`);
    },
    SLOW,
  );
  test(
    'says why there is no credential and why a machine did not join; joins; changes nothing again; brings up to date',
    () => {
      write();
      const { code, out, err } = onMachine(
        '! PLAY -e colonnade_join_command=./none >none.log',
        '! PLAY -e colonnade_join_command=./expired >expired.log',
        'PLAY -vvv >joined.log',
        'PLAY >again.log',
        'echo changed >files/etc/colonnade/odd',
        'PLAY >changed.log',
        'cat /started',
      );
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const log = (name: string) => readFileSync(join(folder, `${name}.log`), 'utf8');
      expect(log('none')).toContain('CLN9057 there is no tenant');
      expect(log('expired')).toContain('the token has expired');
      expect(log('joined')).toMatch(/failed=0/);
      expect(log('again')).toMatch(/changed=0 .*failed=0/);
      expect(log('changed')).toMatch(/changed=2 .*failed=0/);
      expect(out.split('\n')).toEqual([
        '--first-boot a b%c$d"e --name localhost --credential -',
        '--first-boot a b%c$d"e --name localhost --credential -',
        '--first-boot a b%c$d"e',
        '',
      ]);
      // However much it is asked to say.
      for (const name of ['none', 'expired', 'joined', 'again', 'changed'])
        expect(log(name)).not.toMatch(/0123456789abcdef/);
    },
    SLOW,
  );
  test(
    'asks for no credential when the machine fetches its own',
    () => {
      write({ credential: 'machine' });
      expect(onMachine('PLAY -e colonnade_join_command=./none >own.log', 'cat /started').out).toBe(
        '--first-boot a b%c$d"e --name localhost\n',
      );
    },
    SLOW,
  );
});
