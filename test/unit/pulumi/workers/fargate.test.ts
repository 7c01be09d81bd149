import type { KubernetesObject } from 'colonnade';
import { existing } from 'colonnade/hosts/existing';
import { onFargate } from '../../../../lib/hosts/clusterless';
import { AwsFargateProfile } from '../../../../lib/pulumi/aws/fargate';
import { clusterlessFleet } from '../../../support/clusterless-fleet';
import { renderProgram } from '../../../support/fleets/render';
import { podsOf } from '../../../support/judge';
import { mocked } from '../../../support/pulumi/mocked';
import type { MockedRun } from '../../../support/pulumi/mocked';

const ARN = 'arn:aws:eks:eu-central-1:111122223333:cluster/eu-1';

interface Selector {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

describe('a Fargate profile for control planes, under mocks', () => {
  let run: MockedRun;

  beforeAll(async () => {
    run = await mocked(
      () => void new AwsFargateProfile('fargate', { cluster: { name: 'eu-1', arn: ARN }, subnetIds: ['a', 'b'] }),
      { states: { fargate: { arn: 'arn:aws:iam::111122223333:role/fargate' } } },
    );
  });

  test('is in private subnets, with a role for profiles of this cluster alone', () => {
    expect(run.find('eks/fargateProfile:FargateProfile', 'fargate').inputs).toMatchObject({
      clusterName: 'eu-1',
      subnetIds: ['a', 'b'],
      podExecutionRoleArn: 'arn:aws:iam::111122223333:role/fargate',
      tags: { 'managed-by': 'colonnade' },
    });
    expect(JSON.parse(String(run.find('Role', 'fargate').inputs['assumeRolePolicy']))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'eks-fargate-pods.amazonaws.com' },
          Condition: {
            ArnLike: { 'aws:SourceArn': 'arn:aws:eks:eu-central-1:111122223333:fargateprofile/eu-1/*' },
          },
        },
      ],
    });
    expect(run.find('RolePolicyAttachment', 'fargate').inputs['policyArn']).toBe(
      'arn:aws:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy',
    );
  });

  test('chooses the pods of control planes, and leaves Jobs on nodes', () => {
    const selectors = run.find('eks/fargateProfile:FargateProfile', 'fargate').inputs[
      'selectors'
    ] as readonly Selector[];
    // https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html: at most five.
    expect(selectors.length).toBeLessThanOrEqual(5);
    const host = onFargate(existing({ zones: ['a', 'b', 'c'], loadBalancer: 'static-ip' }));
    const objects = renderProgram(clusterlessFleet(host)).clusters.flatMap((cluster) => cluster.objects);
    const chosen = objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job', 'CronJob'].includes(kind));
    expect(podsOf(chosen).length).toBeGreaterThan(0);
    const found = chosen.map((object) => [object.kind, object.metadata.name, isChosen(object, selectors)] as const);
    expect(found.filter(([kind]) => kind === 'Deployment').map(([, name, is]) => [name, is])).toEqual(
      ['team-a', 'team-b'].flatMap(() => [
        ['kube-apiserver', true],
        ['kube-controller-manager', true],
        ['kube-scheduler', true],
      ]),
    );
    expect(found.filter(([kind, , is]) => kind !== 'Deployment' && is)).toEqual([]);
  });
});

function isChosen(object: KubernetesObject, selectors: readonly Selector[]): boolean {
  const { template } = object['spec'] as { template?: { metadata: { labels: Record<string, string> } } };
  return selectors.some(
    ({ namespace, labels }) =>
      new RegExp(`^${namespace.replaceAll('*', '.*')}$`).test(object.metadata.namespace ?? '') &&
      Object.entries(labels).every(([key, value]) => template?.metadata.labels[key] === value),
  );
}
