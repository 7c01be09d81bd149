import { aws } from 'colonnade/hosts/aws';
import { existing } from 'colonnade/hosts/existing';
import { onFargate, onVirtualNodes } from 'colonnade/hosts/clusterless';
import { clusterlessFleet } from '../support/clusterless-fleet';
import { renderProgram } from '../support/fleets/render';
import { Judge, podsOf } from '../support/judge';
import { describeReal, REAL_VERSIONS } from '../support/real-parts';

jest.setTimeout(10 * 60_000);

const MANAGEMENT = '1.36.3';

describeReal('control planes without nodes', REAL_VERSIONS, () => {
  let judge: Judge;

  beforeAll(async () => {
    judge = await Judge.start(MANAGEMENT, { crds: true });
  });

  afterAll(() => judge.stop());

  test.each([
    ['AWS Fargate', onFargate(aws({ region: 'eu-central-1', nodes: { controlPlane: false, etcd: false } }))],
    ['virtual nodes of Azure', onVirtualNodes(existing({ zones: ['1', '2', '3'], loadBalancer: 'static-ip' }))],
  ])('on %s are accepted by a real API server, strictly: manifests and their pods', async (_, host) => {
    const objects = renderProgram(clusterlessFleet(host)).clusters.flatMap((cluster) => cluster.objects);
    expect(await judge.refusals(objects)).toEqual([]);
    expect(await judge.podRefusals(podsOf(objects))).toEqual([]);
  });
});
