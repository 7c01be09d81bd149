import { LocalControlPlane } from 'colonnade/testing';
import { healthCheckExpression } from '../../../lib/gitops/flux/cel';
import { healthOf } from '../../../lib/gitops/shared/health';
import type { KindCondition } from '../../../lib/gitops/shared/health';
import { install } from '../../support/module-crds';
import { describeReal } from '../../support/real-parts';
import { until } from '../../support/until';

jest.setTimeout(15 * 60_000);

/** A kind whose status is stored as it is sent. */
const SAMPLE = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'samples.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Cluster',
    names: { plural: 'samples', singular: 'sample', kind: 'Sample', listKind: 'SampleList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
} as const;

const KAMAJI = 'status.kubernetesResources.version.status';
const CONDITIONS: Readonly<Record<string, readonly KindCondition[]>> = {
  'k0smotron.io/Cluster': ['Available', 'KubeconfigSecretAvailable'].map((condition) => ({
    apiVersion: 'k0smotron.io/v1beta2',
    kind: 'Cluster',
    until: { condition, status: 'True' },
  })),
  'kamaji.clastix.io/TenantControlPlane': [
    { apiVersion: 'kamaji.clastix.io/v1alpha1', kind: 'TenantControlPlane', until: { field: KAMAJI, value: 'Ready' } },
  ],
  'cluster.x-k8s.io/Cluster': [
    { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', until: { condition: 'Available', status: 'True' } },
  ],
  'cert-manager.io/Certificate': [],
  'x.example.org/Counter': [
    { apiVersion: 'x.example.org/v1', kind: 'Counter', until: { field: 'status.readyReplicas', value: '3' } },
  ],
};

const well = [
  { type: 'Available', status: 'True' },
  { type: 'KubeconfigSecretAvailable', status: 'True' },
];
const kamaji = (status: string) => ({ kubernetesResources: { version: { status } } });

/** Kind, status of an object, and what Flux makes of it. */
const CASES: readonly (readonly [string, object, 'current' | 'failed' | 'in progress'])[] = [
  ['k0smotron.io/Cluster', {}, 'in progress'],
  ['k0smotron.io/Cluster', { conditions: well.slice(0, 1) }, 'in progress'],
  ['k0smotron.io/Cluster', { conditions: [{ type: 'Available', status: 'False' }, well[1]] }, 'in progress'],
  ['k0smotron.io/Cluster', { conditions: well }, 'current'],
  ['k0smotron.io/Cluster', { conditions: [...well, { type: 'Stalled', status: 'True' }] }, 'failed'],
  ['kamaji.clastix.io/TenantControlPlane', {}, 'in progress'],
  ['kamaji.clastix.io/TenantControlPlane', kamaji('Provisioning'), 'in progress'],
  ['kamaji.clastix.io/TenantControlPlane', kamaji('Ready'), 'current'],
  ['kamaji.clastix.io/TenantControlPlane', kamaji('WriteLimited'), 'current'],
  ['kamaji.clastix.io/TenantControlPlane', kamaji('NotReady'), 'failed'],
  ['kamaji.clastix.io/TenantControlPlane', kamaji('Sleeping'), 'in progress'],
  ['cluster.x-k8s.io/Cluster', { phase: 'Provisioned', conditions: well }, 'current'],
  ['cluster.x-k8s.io/Cluster', { phase: 'Provisioning' }, 'in progress'],
  ['cluster.x-k8s.io/Cluster', { phase: 'Failed', conditions: well }, 'failed'],
  ['cert-manager.io/Certificate', { conditions: [{ type: 'Ready', status: 'True' }] }, 'current'],
  ['cert-manager.io/Certificate', { conditions: [{ type: 'Issuing', status: 'False', reason: 'Failed' }] }, 'failed'],
  ['x.example.org/Counter', { readyReplicas: 2 }, 'in progress'],
  ['x.example.org/Counter', { readyReplicas: 3 }, 'current'],
];

/**
 * The expressions are CEL, and so is what an API server evaluates in admission policies: each expression is a policy of its own there, with
 * the fields of the object in the place where Flux has them. Which of them say yes is what the server says of an object.
 */
describeReal('health check expressions of Flux', ['1.36.3'], () => {
  let cluster: LocalControlPlane;
  const kinds = Object.keys(CONDITIONS);
  const policyName = (kind: string, what: string) => `${kind.toLowerCase().replace('/', '-')}-${what}`;

  beforeAll(async () => {
    cluster = await LocalControlPlane.start({ version: '1.36.3', startupTimeoutSeconds: 300 });
    await install(cluster, [SAMPLE]);
    for (const kind of kinds) {
      const found = healthOf(CONDITIONS[kind] ?? []).find((health) => `${health.group}/${health.kind}` === kind);
      if (found === undefined) throw new Error(`no health of ${kind}`);
      const { current, failed = 'false' } = healthCheckExpression(found);
      await policy(policyName(kind, 'current'), current);
      await policy(policyName(kind, 'failed'), failed);
    }
    await settled();
  });

  afterAll(() => cluster.stop());

  async function policy(name: string, expression: string): Promise<void> {
    const made = await cluster.request('POST', '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            { apiGroups: ['example.org'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['samples'] },
          ],
        },
        matchConditions: [{ name: 'judge', expression: `object.judge == ${JSON.stringify(name)}` }],
        // Refused where the expression says yes.
        validations: [{ expression: `![object.status].all(status, ${expression})`, message: 'yes' }],
      },
    });
    expect([name, made.status, JSON.stringify(made.body)]).toEqual([name, 201, expect.any(String)]);
    const bound = await cluster.request(
      'POST',
      '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings',
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingAdmissionPolicyBinding',
        metadata: { name },
        spec: { policyName: name, validationActions: ['Deny'] },
      },
    );
    expect(bound.status).toBe(201);
  }

  /** Whether an expression says yes of an object with this status. */
  async function saysYes(kind: string, what: 'current' | 'failed', status: object): Promise<boolean> {
    const judge = policyName(kind, what);
    const answer = await cluster.request('POST', '/apis/example.org/v1/samples?dryRun=All', {
      apiVersion: 'example.org/v1',
      kind: 'Sample',
      metadata: { name: 'sample' },
      judge,
      status,
    });
    if (answer.status === 201) return false;
    const text = JSON.stringify(answer.body);
    if (!text.includes(`'${judge}'`) || !text.includes('denied request: yes')) throw new Error(text);
    return true;
  }

  /** Policies are in force some time after they are accepted. */
  async function settled(): Promise<void> {
    await until('the policies are in force', () => saysYes('x.example.org/Counter', 'current', { readyReplicas: 3 }));
  }

  test.each(CASES)('%s with %j is %s', async (kind, status, expected) => {
    // Flux asks whether something has failed before it asks whether it is current.
    const failed = await saysYes(kind, 'failed', status);
    const current = await saysYes(kind, 'current', status);
    expect(failed ? 'failed' : current ? 'current' : 'in progress').toBe(expected);
  });
});
