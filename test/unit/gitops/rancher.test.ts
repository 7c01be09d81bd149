import { rancher } from 'colonnade/gitops';
import { refusal } from '../synth/folders';
import { fileOf, filesOf, twoClusters } from './fixtures';

const clusters = (options: Parameters<typeof rancher>[0]) =>
  fileOf(filesOf(twoClusters(), rancher(options)), 'rancher/clusters.yaml');

test('imports every management cluster, without a specification that would make one', () => {
  const found = clusters({});
  expect(found.map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([
    ['fleet-default', 'eu-1'],
    ['fleet-default', 'us-1'],
  ]);
  expect(found.map(({ kind, apiVersion, spec }) => [apiVersion, kind, spec])).toEqual(
    found.map(() => ['provisioning.cattle.io/v1', 'Cluster', {}]),
  );
});

test('imports tenants too, in a workspace', () => {
  const found = clusters({ clusters: 'all', workspace: 'tenants' });
  expect(found.map(({ metadata }) => metadata.name)).toEqual([
    'eu-1',
    'eu-1-team-a',
    'eu-1-team-b',
    'us-1',
    'us-1-team-c',
  ]);
  expect(new Set(found.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['tenants']));
  expect(found[1]?.metadata.labels).toMatchObject({
    'colonnade.dev/management-cluster': 'eu-1',
    'colonnade.dev/tenant': 'team-a',
  });
});

test('a workspace that is no namespace is refused', () => {
  expect(refusal(() => clusters({ workspace: 'Fleet Default' })).code).toBe('CLN8101');
});
