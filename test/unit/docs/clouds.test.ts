import { ColonnadeError, Fleet } from 'colonnade';
import { examplesOn, exportsOf, typeErrorsOf } from '../../support/page-examples';
import { mocked } from '../../support/pulumi/mocked';

const CLUSTERLESS = 'docs/hosts/clusterless.md';
const REFUSED = 'docs/hosts/refused.md';
const WORKERS = 'docs/workers/clouds.md';
const SMALL = 'docs/workers/k0s.md';
const LOGS = 'docs/hosts/logs.md';
const EXAMPLES = examplesOn([CLUSTERLESS, REFUSED, WORKERS, SMALL, LOGS]);

/** The one program of a page. */
function programOf(page: string): string {
  const [only, ...others] = EXAMPLES.filter((example) => example.page === page);
  if (only === undefined || others.length > 0) throw new Error(`${page} has ${others.length} other programs`);
  return only.text;
}

test('programs on pages about machines of clouds, small machines, places without nodes and logs compile', () => {
  expect(EXAMPLES).toHaveLength(5);
  expect([...typeErrorsOf(EXAMPLES).values()].flat()).toEqual([]);
});

test('the control planes of the page have no nodes, and nothing is found', () => {
  const { fleet } = exportsOf(programOf(CLUSTERLESS));
  if (!Fleet.isFleet(fleet)) throw new Error('no fleet');
  const { model, findings } = fleet.validateFleet();
  expect(findings).toEqual([]);
  expect(model.managementClusters[0]?.host.profile?.nodePools.map(({ kind }) => kind)).toEqual(['nodes', 'serverless']);
});

test('the small machines of the page have room for pods, and what they cannot do is said', () => {
  const { fleet } = exportsOf(programOf(SMALL));
  if (!Fleet.isFleet(fleet)) throw new Error('no fleet');
  const { model, findings } = fleet.validateFleet();
  expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    ...['warning CLN1512', 'warning CLN1512', 'warning CLN1512'],
  ]);
  const { kubelet } = model.managementClusters[0]?.tenants[0]?.workerPools[0]?.node ?? {};
  expect(kubelet).toMatchObject({ maxPods: 16, kubeReserved: { cpu: '100m', memory: '128Mi' } });
});

test('the refusal of the page says what to use instead', () => {
  const { host } = exportsOf(programOf(REFUSED)) as { host: () => unknown };
  expect(host).toThrow(ColonnadeError);
  expect(host).toThrow(/CLN3311/);
});

test('the workers of the page are a group, under mocks', async () => {
  const run = await mocked(() => void exportsOf(programOf(WORKERS)));
  expect(run.resources.filter(({ type }) => type === 'aws:autoscaling/group:Group')).toHaveLength(1);
});
