import { clusterAutoscalerVersion, clusterAutoscalers, replicasOf } from '../../../../lib/workers';
import { aPool, aTenant } from '../../../support/workers';
import type { PoolOverrides } from '../../../support/workers';
import { aKarpenterPool, anAutoscaledPool } from './pools';

const ofTenant = (...workerPools: ReturnType<typeof aPool>[]) => clusterAutoscalers(aTenant({ workerPools }));

function argumentsOf(...pools: ReturnType<typeof aPool>[]): readonly string[] {
  const [autoscaler] = ofTenant(...pools);
  if (autoscaler === undefined) throw new Error('there is none');
  return autoscaler.args;
}

const discovered = (args: readonly string[]) =>
  args.flatMap((arg) => /^--(?:node-group-auto-discovery|nodes)=(.*)$/.exec(arg)?.[1] ?? []);

describe('the cluster-autoscalers of a tenant', () => {
  test('are none where no pool asks for one', () => {
    expect(ofTenant(aPool(), aKarpenterPool({ name: 'k' }), aPool({ autoscaling: { kind: 'cloud' } }))).toEqual([]);
  });

  test('are one for each provider, whatever the order of the pools', () => {
    const pools = [
      anAutoscaledPool('clusterapi', {}, { name: 'b' }),
      anAutoscaledPool('aws', {}, { name: 'c' }),
      anAutoscaledPool('clusterapi', {}, { name: 'a' }),
    ];
    const names = ofTenant(...pools).map(({ name, pools: own }) => [name, own.map((pool) => pool.name)]);
    expect(names).toEqual([
      ['cluster-autoscaler-aws', ['c']],
      ['cluster-autoscaler-clusterapi', ['a', 'b']],
    ]);
    expect(ofTenant(...[...pools].reverse())).toEqual(ofTenant(...pools));
  });

  test('keep lease and status apart, in the kube-system of the tenant', () => {
    expect(argumentsOf(anAutoscaledPool('aws'))).toEqual(
      expect.arrayContaining([
        '--cloud-provider=aws',
        '--namespace=kube-system',
        '--leader-elect=true',
        '--leader-elect-resource-name=cluster-autoscaler-aws',
        '--status-config-map-name=cluster-autoscaler-aws-status',
      ]),
    );
  });

  test('take machines away as late as the most careful of their pools wants', () => {
    const args = argumentsOf(
      anAutoscaledPool('gce', { scaleDownUnneededSeconds: 300, scaleDownUtilizationPercent: 40 }, { name: 'a' }),
      anAutoscaledPool('gce', { scaleDownUnneededSeconds: 1200, scaleDownUtilizationPercent: 70 }, { name: 'b' }),
    );
    expect(args).toContain('--scale-down-unneeded-time=1200s');
    expect(args).toContain('--scale-down-utilization-threshold=0.4');
  });

  test.each([
    ['the longest drain of the pools', [60, 900], 900],
    ['a day when a pool waits without end', [60, 0], 86_400],
  ])('give pods %s', (_, drains, expected) => {
    const pools = drains.map((drainSeconds, index) =>
      anAutoscaledPool('aws', {}, { name: `p${index}`, rollout: { ...aPool().rollout, drainSeconds } }),
    );
    expect(argumentsOf(...pools)).toContain(`--max-graceful-termination-sec=${expected}`);
  });

  test('wait for a machine as long as its repair does', () => {
    const repair = { unhealthySeconds: 300, startupSeconds: 1800, maxUnhealthy: '40%' };
    expect(argumentsOf(anAutoscaledPool('aws', {}, { repair }))).toContain('--max-node-provision-time=1800s');
    expect(argumentsOf(anAutoscaledPool('aws'))).toContain('--max-node-provision-time=900s');
  });

  test('know their region on AWS', () => {
    const machines = { options: { region: 'eu-central-1' } };
    const [aws] = ofTenant(anAutoscaledPool('aws', {}, { machines }));
    const [gce] = ofTenant(anAutoscaledPool('gce', {}, { machines }));
    expect([aws?.environment, gce?.environment]).toEqual([{ AWS_REGION: 'eu-central-1' }, {}]);
  });

  test('know their subscription and resource group on Azure, and that their pods have an identity there', () => {
    const machines = { options: { subscriptionId: 's-1', resourceGroup: 'acme' } };
    expect(ofTenant(anAutoscaledPool('azure', {}, { machines }))[0]?.environment).toEqual({
      ARM_SUBSCRIPTION_ID: 's-1',
      ARM_RESOURCE_GROUP: 'acme',
      ARM_VM_TYPE: 'vmss',
      ARM_USE_WORKLOAD_IDENTITY_EXTENSION: 'true',
    });
  });

  test('are to the cloud whom their pools say, on top of what their machines say', () => {
    const identity = {
      serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn' },
      environment: { AWS_REGION: 'eu-west-1' },
      secret: 'cloud',
    };
    const machines = { options: { region: 'eu-central-1' } };
    expect(ofTenant(anAutoscaledPool('aws', { identity }, { machines }))[0]).toMatchObject(identity);
  });

  test.each([
    ['1.33.13', '1.33.5'],
    ['1.35.4', '1.35.1'],
    ['1.36.3', '1.36.1'],
    ['1.40.0', '1.36.1'],
  ])('of a tenant %s are of its minor where that is known: %s', (version, expected) => {
    expect(clusterAutoscalerVersion(version)).toBe(expected);
  });
});

describe('groups of machines are found', () => {
  test('by Cluster, namespace and pool with Cluster API, and no pool that somebody else scales', () => {
    const args = argumentsOf(
      anAutoscaledPool('clusterapi', {}, { name: 'b' }),
      aPool({ name: 'by-hand' }),
      anAutoscaledPool('clusterapi', {}, { name: 'a' }),
    );
    expect(discovered(args)).toEqual([
      'clusterapi:namespace=tenant-team-a,clusterName=team-a,colonnade.dev/pool=a',
      'clusterapi:namespace=tenant-team-a,clusterName=team-a,colonnade.dev/pool=b',
    ]);
  });

  test.each([
    ['aws', 'asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/acme.eu-1.team-a'],
    ['azure', 'label:cluster-autoscaler-enabled=true,cluster-autoscaler-name=acme.eu-1.team-a'],
  ])('by tags that no other tenant of the account has: %s', (provider, expected) => {
    expect(discovered(argumentsOf(anAutoscaledPool(provider)))).toEqual([expected]);
  });

  test('by a prefix that no other group starts with on Google Compute Engine, each with its share of the size', () => {
    const gce = (overrides: PoolOverrides) => discovered(argumentsOf(anAutoscaledPool('gce', {}, overrides)))[0];
    const zones = ['a', 'b', 'c'];
    // In all zones of the region, not in that of the pod alone.
    expect(argumentsOf(anAutoscaledPool('gce', {}, { zones }))).toContain('--regional=true');
    const general = gce({ zones, size: { min: 4, max: 8 } });
    expect(general).toMatch(/^mig:namePrefix=team-a-general-[0-9a-f]{8}-,min=2,max=2$/);
    expect(gce({ name: 'general-2', zones })).not.toContain(/namePrefix=([^,]*)/.exec(general ?? '')?.[1]);
    expect(gce({ size: { min: 1, max: 6 } })).toMatch(/,min=1,max=6$/);
    expect(gce({ name: 'x'.repeat(63) })).toMatch(/=team-a-x{29}-[0-9a-f]{8}-,/);
  });

  test('one by one where a provider has no discovery', () => {
    const [group] = discovered(argumentsOf(anAutoscaledPool('brightbox')));
    expect(group).toMatch(/^1:6:team-a-general-[0-9a-f]{8}$/);
  });

  test('in each location at Hetzner, of the type of server that it is to make', () => {
    const machines = { options: { serverType: 'cax21' }, zones: ['fsn1', 'nbg1'] };
    const groups = discovered(argumentsOf(anAutoscaledPool('hetzner', {}, { machines, size: { min: 2, max: 6 } })));
    expect(groups).toEqual([
      expect.stringMatching(/^1:3:cax21:fsn1:team-a-general-[0-9a-f]{8}-fsn1$/),
      expect.stringMatching(/^1:3:cax21:nbg1:team-a-general-[0-9a-f]{8}-nbg1$/),
    ]);
  });
});

describe('the number of machines is written', () => {
  test.each([
    ['where it is fixed and nobody else owns it', { size: { min: 3, max: 3 } }, 3],
    ['also when it is zero', { size: { min: 0, max: 0 } }, 0],
  ])('%s', (_, overrides, expected) => {
    expect(replicasOf(aPool(overrides))).toBe(expected);
  });

  test('not where an autoscaler, a cloud or a person owns it', () => {
    const fixed = { min: 3, max: 3 };
    const owned = [
      anAutoscaledPool('aws', {}, { size: fixed }),
      aKarpenterPool({ size: fixed }),
      aPool({ autoscaling: { kind: 'cloud' }, size: fixed }),
      aPool({ size: { min: 1, max: 3 } }),
    ];
    expect(owned.map(replicasOf)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
