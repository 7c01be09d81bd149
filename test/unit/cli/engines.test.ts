import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kamaji } from '../../../lib/engines/kamaji';
import { native } from '../../../lib/engines/native';
import type { Engine } from '../../../lib';
import { fleetWith } from '../../support/engine-fields';
import { colonnade, inFolder } from './support';

/** Runs a command on the fleet.json of a fleet with custom CoreDNS replicas, priority class and a pool. */
function onFleet(engine: Engine, args: readonly string[]) {
  return inFolder((folder) => {
    const fleet = fleetWith(
      engine,
      { addons: { coreDns: { replicas: 5 } }, featureGates: { WatchList: false } },
      { join: { tokenMinutes: 30 } },
    );
    writeFileSync(join(folder, 'fleet.json'), JSON.stringify(fleet.toModel()));
    return colonnade([...args, 'fleet.json'], { cwd: folder });
  });
}

describe('engines', () => {
  test('lists fields by engine', async () => {
    const { code, out } = await colonnade(['engines']);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toMatch(/^field +native +kamaji +k0smotron +cluster-api\/kamaji/);
    expect(out).toMatch(/^tenant\.addons\.coreDns\.replicas +yes +- +- /m);
  });

  test('prints the tables with --json', async () => {
    const ran = await colonnade(['engines', '--json']);
    expect(ran.code).toBe(0);
    expect(ran.json()).toMatchObject({
      engines: [
        { name: 'native', capabilities: { tenant: { support: 'native' } } },
        { name: 'kamaji' },
        {},
        {},
        {},
        {},
        {},
      ],
    });
  });
});

describe('engines diff', () => {
  test('says what is lost, by tenant and pool, and ends with 1', async () => {
    const { code, out } = await onFleet(native(), ['engines', 'diff', '--to', 'kamaji']);
    expect(code).toBe(1);
    expect(out).toContain(
      'lost     acme/eu-1/t  tenant.addons.coreDns.replicas: native with native, unsupported with kamaji',
    );
    expect(out).toContain(
      'lost     acme/eu-1/t/p  pool.join.tokenMinutes: native with native, unsupported with kamaji',
    );
    expect(out).toContain('changes  acme/eu-1/t  tenant.featureGates: native with native, translated with kamaji');
    expect(out).toMatch(/2 lost, \d+ treated in another way\n$/);
  });

  test('loses machines that the other engine does not take', async () => {
    const ran = await onFleet(native(), ['engines', 'diff', '--to', 'k0smotron', '--json']);
    expect(ran.code).toBe(1);
    expect(ran.json()).toMatchObject({
      to: 'k0smotron',
      changed: expect.arrayContaining([
        expect.objectContaining({ path: 'acme/eu-1/t/p', field: 'pool.bootstrap.kubeadm', to: 'unsupported' }),
      ]) as unknown,
    });
  });

  test('compares two engines whatever the fleet has, and ends with 0 when nothing is lost', async () => {
    const { code, out } = await onFleet(kamaji(), ['engines', 'diff', '--from', 'kamaji', '--to', 'native']);
    expect(code).toBe(0);
    expect(out).toContain(
      'changes  acme/eu-1/t  tenant.addons.coreDns.replicas: unsupported with kamaji, native with native',
    );
    expect(out).toContain('\n0 lost, ');
  });

  test('changes nothing between an engine and itself', async () => {
    const { code, out } = await onFleet(native(), ['engines', 'diff', '--to', 'native']);
    expect([code, out]).toEqual([0, 'Nothing of this fleet changes with engine native.\n']);
  });

  test('an engine that is none is no engine', async () => {
    const { code, err } = await onFleet(native(), ['engines', 'diff', '--to', 'kamajy']);
    expect(code).toBe(2);
    expect(err).toContain('CLN9065');
    expect(err).toContain("did you mean 'kamaji'?");
  });
});

test('fleet.json is refused for what its engine does not honour, as the program is', async () => {
  const { code, out } = await onFleet(kamaji(), ['check']);
  expect(code).toBe(1);
  expect(out).toContain('CLN3030');
  expect(out).toContain('addons.coreDns.replicas');
});
