/** @jest-environment ./test/support/pulumi/environment.ts */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { Provider } from '@pulumi/kubernetes/provider';
import type { PulumiFn, Stack } from '@pulumi/pulumi/automation';
import { TenantControlPlane } from 'colonnade';
import { deploy, managementProvider, PulumiFleet } from 'colonnade/pulumi';
import { leftOf } from '../../support/pulumi/cluster';
import { smallFleet } from '../../support/pulumi/fleet';
import type { SmallTenant } from '../../support/pulumi/fleet';
import { PulumiWorld, withoutSame } from '../../support/pulumi/world';
import type { OpCounts } from '../../support/pulumi/world';
import { describeReal } from '../../support/real-parts';

jest.setTimeout(15 * 60_000);

const TEAM_A: SmallTenant = { name: 'team-a', address: '203.0.113.10' };
const DEPLOYMENT = '/apis/apps/v1/namespaces/tenant-team-a/deployments/kube-apiserver';

describeReal(
  'what is not as the program says, on the real engine, with test doubles of the provider and of controllers',
  ['1.36.3'],
  () => {
    let world: PulumiWorld;

    beforeAll(async () => {
      world = await PulumiWorld.start();
    });

    afterAll(() => world.stop());

    async function preview(stack: Stack): Promise<OpCounts> {
      return withoutSame((await stack.preview()).changeSummary);
    }

    /** @param force - whether fields that somebody else wrote are taken back */
    const program =
      (tenants: readonly SmallTenant[], force = true): PulumiFn =>
      () => {
        const { kubeconfig } = world.cluster;
        const provider = force
          ? managementProvider('eu-1', { kubeconfig })
          : new Provider('eu-1', { kubeconfig, enableServerSideApply: true });
        deploy(smallFleet(new App(), tenants), { provider, waits: false });
        return Promise.resolve();
      };

    test('a change by hand is shown by refresh, and changed back by force, and not without', async () => {
      const { engine, cluster } = world;
      let stack = await engine.stack('drift', program([TEAM_A]));
      await stack.up();
      await stack.refresh();
      expect(await preview(stack)).toEqual({});

      const manual = { contentType: 'application/merge-patch+json' };
      await cluster.request('PATCH', `${DEPLOYMENT}?fieldManager=somebody`, { spec: { replicas: 1 } }, manual);
      await stack.refresh();
      const drift = await stack.preview({ diff: true });
      expect(withoutSame(drift.changeSummary)).toEqual({ update: 1 });
      expect(drift.stdout).toMatch(/replicas: 1 => 2/);

      stack = await engine.stack('drift', program([TEAM_A], false));
      await expect(stack.up()).rejects.toThrow(/conflict with "somebody"/);
      expect(await world.get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 1 } });

      stack = await engine.stack('drift', program([TEAM_A]));
      // The Deployment, and the provider, which forces again.
      expect(withoutSame((await stack.up()).summary.resourceChanges)).toEqual({ update: 2 });
      expect(await world.get(DEPLOYMENT)).toMatchObject({ spec: { replicas: 2 } });
      expect(await preview(stack)).toEqual({});
    });

    test('a change by hand of what a Secret was given as text is shown by refresh, and no value of it', async () => {
      const { engine, cluster } = world;
      const [ours, theirs] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')];
      const base64 = (text: string): string => Buffer.from(text).toString('base64');
      const path = '/api/v1/namespaces/tenant-team-a/secrets/own';
      const stack = await engine.stack('drift', () => {
        const fleet = smallFleet(new App(), [TEAM_A]);
        const team = fleet.node.findChild('eu-1').node.findChild('team-a');
        if (!TenantControlPlane.isTenantControlPlane(team)) throw new Error('it is no tenant.');
        team.materialize();
        const metadata = { name: 'own', namespace: 'tenant-team-a' };
        new ApiObject(team, 'own', { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { token: ours } });
        const provider = managementProvider('eu-1', { kubeconfig: cluster.kubeconfig });
        deploy(fleet, { provider, waits: false });
        return Promise.resolve();
      });
      await stack.up();
      await stack.refresh();
      expect(await preview(stack)).toEqual({});
      await cluster.request('PATCH', path, { stringData: { token: theirs } });
      const refreshed = await stack.refresh({ color: 'never' });
      const drift = await stack.preview({ diff: true, color: 'never' });
      expect(withoutSame(drift.changeSummary)).toEqual({ update: 1 });
      expect(drift.stdout).toMatch(/kubernetes:core\/v1:Secret: \(update\)\s+\[id=tenant-team-a\/own\]/);
      const state = readFileSync(join(engine.folder, 'state/.pulumi/stacks/tests/drift.json'), 'utf8');
      const told = `${refreshed.stdout}${drift.stdout}${state}`;
      expect([ours, theirs, base64(ours), base64(theirs)].filter((secret) => told.includes(secret))).toEqual([]);
      expect(withoutSame((await stack.up()).summary.resourceChanges)).toEqual({ update: 1 });
      expect(await world.get(path)).toMatchObject({ data: { token: base64(ours) } });
      expect(await preview(stack)).toEqual({});
      await (await engine.stack('drift', program([TEAM_A]))).up();
      expect(await world.get(path)).toBeUndefined();
    });

    test('a fleet whose component is renamed, with an alias, keeps every resource', async () => {
      const { engine, cluster, provider } = world;
      const renamed = (aliases: readonly { readonly name: string }[]): PulumiFn => {
        return () => {
          const management = managementProvider('eu-1', { kubeconfig: cluster.kubeconfig });
          const fleet = smallFleet(new App(), [TEAM_A]);
          new PulumiFleet('corp', { provider: management, waits: false }, () => fleet, { aliases: [...aliases] });
          return Promise.resolve();
        };
      };
      expect((await preview(await engine.stack('drift', renamed([]))))['create']).toBeGreaterThan(50);
      const stack = await engine.stack('drift', renamed([{ name: 'acme' }]));
      expect(await preview(stack)).toEqual({});
      provider.operations.length = 0;
      await stack.up();
      expect(provider.operations).toEqual([]);
    });

    test('a tenant that is renamed is another tenant: a new one comes, and the old one goes', async () => {
      const stack = await world.engine.stack('drift', program([{ ...TEAM_A, name: 'team-z' }]));
      const planned = await stack.preview({ diff: true });
      expect(Object.keys(withoutSame(planned.changeSummary)).sort()).toEqual(['create', 'delete']);
      await (await world.engine.stack('drift', program([TEAM_A]))).destroy();
      expect(await leftOf(world.cluster)).toEqual([]);
    });
  },
  ['pulumi'],
);
