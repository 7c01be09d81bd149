import { runtime } from '@pulumi/pulumi';
import { mocked } from '../../support/pulumi/mocked';

test('the example deploys with the kubeconfig and the address of its configuration', async () => {
  const states = {
    'acme/eu-1/team-a/found/Secret/tenant-team-a/admin-kubeconfig': { data: { kubeconfig: 'a3ViZWNvbmZpZw==' } },
  };
  const run = await mocked(
    () => {
      runtime.setAllConfig({ 'project:kubeconfig': 'of the management cluster', 'project:address': '203.0.113.99' });
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program that runs when it is loaded
      require('../../../examples/pulumi-existing/index');
    },
    { states },
  );
  expect(run.find('kubernetes', 'eu-1').inputs).toMatchObject({
    kubeconfig: expect.objectContaining({ value: 'of the management cluster' }) as unknown,
    upsertExistingObjects: 'true',
    enablePatchForce: 'true',
  });
  const service = run.find('Service', 'team-a/tenant-team-a/kube-apiserver');
  expect(service.inputs).toMatchObject({ spec: { loadBalancerIP: '203.0.113.99' } });
});
