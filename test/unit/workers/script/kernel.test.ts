import { aPool } from '../../../support/workers';
import { describeMachines, scriptOf } from './describe-machines';
import { Machine } from './machine';

const FOLDER = '/sys/module';

describeMachines('kernel modules of a machine', () => {
  let machine: Machine;

  beforeEach(() => {
    machine = new Machine('1.36.3', [FOLDER]);
  });

  afterEach(() => {
    machine.close();
  });

  /** What a run says of a pool with one module, besides what it writes. */
  const said = (): string => {
    const pool = aPool({
      bootstrap: { kind: 'kubeadm', discovery: 'file', ignorePreflightErrors: [], installPackages: false },
      node: { modules: ['nf_tables'], sysctls: {}, timeServers: null, updates: null },
    });
    return machine.run(scriptOf(pool), { args: ['--no-join'] }).said;
  };
  const LOADED = 'loaded the kernel module nf_tables';

  test('one that is loaded is told of, once', () => {
    machine.program('modprobe', `mkdir ${FOLDER}/"$2"`);
    expect(said()).toContain(LOADED);
    expect(said()).not.toContain(LOADED);
  });

  test('one that is built in is no change, although modprobe succeeds and there is no folder of it', () => {
    machine.program('modprobe', 'exit 0');
    said();
    // Everything runs.
    machine.program('systemctl', 'case $1 in cat) exit 1 ;; esac');
    expect(said()).toMatch(/^colonnade: nothing to change: [^\n]*\n$/);
  });

  test('one that there is none of is warned of', () => {
    machine.program('modprobe', 'exit 1');
    expect(said()).toContain('warning: the kernel module nf_tables could not be loaded');
  });
});
