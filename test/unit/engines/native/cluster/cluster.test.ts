import { native } from '../../../../../lib/engines/native';
import { managementCluster } from '../fixtures';

describe('what exists once per management cluster', () => {
  const objects = native().renderCluster(managementCluster({ labels: { team: 'platform' } }));

  test('is cluster-scoped and carries the labels of the management cluster', () => {
    for (const { metadata } of objects) {
      expect(metadata).not.toHaveProperty('namespace');
      expect(metadata.labels).toMatchObject({ team: 'platform', 'app.kubernetes.io/managed-by': 'colonnade' });
    }
  });

  test('datastores come before control planes, and both below what the system reserves', () => {
    const values = objects.filter((o) => o.kind === 'PriorityClass').map((o) => o['value'] as number);
    expect(values).toEqual([900_000_000, 950_000_000]);
    expect(objects.filter((o) => o.kind === 'PriorityClass').every((o) => o['globalDefault'] === false)).toBe(true);
  });

  test('every CA can start from one self-signed issuer', () => {
    expect(objects.find((o) => o.kind === 'ClusterIssuer')).toMatchObject({
      metadata: { name: 'colonnade-self-signed' },
      spec: { selfSigned: {} },
    });
  });

  test('the deletion of state is refused, and asked for in no other operation', () => {
    const policy = objects.find((o) => o.kind === 'ValidatingAdmissionPolicy');
    expect(policy?.['spec']).toMatchObject({
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          { operations: ['DELETE'], resources: ['namespaces', 'persistentvolumeclaims', 'secrets'] },
          { operations: ['DELETE'], apiGroups: ['apps'], resources: ['statefulsets'] },
        ],
      },
    });
    expect(objects.find((o) => o.kind === 'ValidatingAdmissionPolicyBinding')?.['spec']).toEqual({
      policyName: policy?.metadata.name,
      validationActions: ['Deny'],
    });
  });

  test('no condition asks for the namespace, which conditions do not see', () => {
    const policy = objects.find((o) => o.kind === 'ValidatingAdmissionPolicy');
    const { matchConditions } = policy?.['spec'] as { matchConditions: unknown };
    expect(JSON.stringify(matchConditions)).not.toContain('namespaceObject');
  });
});
