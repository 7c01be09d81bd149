import { k0smotron } from '../../../../lib/engines/k0smotron';
import { managementCluster } from '../native/fixtures';
import { render } from './rendered';

const { rules, writesBack } = k0smotron();

/** What k0smotron takes and does not make work, and the check that says so before; its programs are run with those of all checks. */
describe.each([
  [
    'persistence has no list of kinds, and any other word is an emptyDir; a claim without a template is a crash',
    'CLN7202',
    /emptyDir/,
  ],
  ['kine without a Secret starts without a database', 'CLN7203', /data source/],
  ['NATS inside of the control plane freezes the replicas', 'CLN7204', /replicas/],
  ['etcd is rounded up to an odd number and never scaled down', 'CLN7205', /odd/],
  ['workers behind an Ingress need a later k0s', 'CLN7206', /1\.3\d/],
  ['join tokens are looked for in the management cluster only', 'CLN7208', /management/],
  ['files of Secrets do not reach pods in another cluster', 'CLN7209', /remoteHost/],
  ['certificates of etcd live for a year and are not renewed', 'CLN7215', /year/],
  ['tags have -k0s. where versions have +k0s.', 'CLN7201', /-k0s\.0.*tag/],
] as const)('%s', (_trap, code, words) => {
  test(`is ${code}`, () => {
    const rule = rules.find((candidate) => candidate.code === code);
    expect(rule).toMatchObject({ explanation: expect.stringMatching(words) as string });
  });
});

/** What cannot go wrong because of how it is rendered. */
describe('is rendered so that it works', () => {
  test('without a version k0smotron runs 1.27: it is always there', () => {
    expect(render().spec['version']).toMatch(/^v\d+\.\d+\.\d+-k0s\.\d+$/);
  });

  test('without a Service the defaults depend on what else is left out: its type is always there', () => {
    expect(render().spec['service']).toMatchObject({ type: 'LoadBalancer' });
  });

  test('storage can be changed, and loses everything: an admission policy refuses it', () => {
    expect(JSON.stringify(k0smotronCluster().objects)).toMatch(/storage[^"]*cannot be changed/);
  });

  test('labels end in immutable selectors: the Cluster has one that never changes, and a policy keeps it so', () => {
    const { object } = render({}, { labels: { team: 'a' } });
    expect(object('Cluster', 'team-a').metadata.labels).toEqual({ 'colonnade.dev/tenant': 'team-a' });
    expect(JSON.stringify(k0smotronCluster().objects)).toContain('labels of a Cluster cannot be changed');
  });

  test('the kubeconfig’s labels would end there too: none are written', () => {
    expect(JSON.stringify(render({ kubeconfigAnnotations: { a: 'b' } }).spec)).not.toContain(
      '"kubeconfigSecretMetadata":{"labels"',
    );
  });

  test.each([['/spec/externalAddress'], ['/spec/certificateRefs'], ['/spec/manifests']])(
    '%s is written by the controller, and is no drift',
    (pointer) => {
      expect(writesBack.flatMap(({ pointers }) => pointers)).toContain(pointer);
    },
  );

  test.each([
    ['StatefulSet', 'control-plane', 'node selector, tolerations, priority and pull secrets have no field'],
    ['Service', 'control-plane', 'annotations and class of the balancer have no field'],
  ])('%s of %s is patched: %s', (kind, component) => {
    const { patch } = render(
      {},
      {
        endpoint: {
          kind: 'loadBalancer',
          address: '203.0.113.10',
          hostname: null,
          sourceRanges: [],
          loadBalancerClass: 'example.com/lb',
          port: 6443,
          extraSans: [],
          annotations: { 'example.com/pool': 'x' },
        },
      },
    );
    expect(patch(kind, component)).toBeDefined();
  });

  test.each([['PodDisruptionBudget'], ['NetworkPolicy']])('a %s, which k0smotron has not, is beside it', (kind) => {
    expect(render().objects.map((object) => object.kind)).toContain(kind);
  });
});

function k0smotronCluster() {
  return { objects: k0smotron().renderCluster(managementCluster({})) };
}
