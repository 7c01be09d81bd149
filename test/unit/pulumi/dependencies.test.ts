import { dependenciesOf } from '../../../lib/pulumi/dependencies';
import type { Placed } from '../../../lib/pulumi/dependencies';
import type { Stage } from '../../../lib/pulumi/plan';
import type { KubernetesObject } from '../../../lib/kubernetes';

/** An object in a group; its key is `<kind> <name>`. */
function placed(kind: string, name: string, others: Partial<KubernetesObject> = {}, stage: Stage = 'applied') {
  const object: KubernetesObject = {
    apiVersion: 'example.org/v1',
    kind,
    metadata: { name, namespace: 'n' },
    ...others,
  };
  return { object, key: `${kind} ${name}`, stage };
}

function group(kind: Placed['kind'], name: string, objects: Placed['objects'], storeName?: string): Placed {
  return { kind, name, objects, storeName };
}

const NAMESPACE = placed('Namespace', 'n', { metadata: { name: 'n' } });
const definition = (of: string) =>
  placed('CustomResourceDefinition', of, { spec: { group: of, names: { kind: 'Widget' } } });

describe('what comes before an object', () => {
  test('is its namespace, and the definition of its kind, in whichever group they are', () => {
    const found = dependenciesOf([
      group('management-cluster', 'eu-1', [definition('example.org'), definition('example.com')]),
      group('tenant', 'a', [NAMESPACE, placed('Widget', 'w'), placed('Gadget', 'g')]),
    ]);
    expect(found.get('Widget w')).toEqual(['Namespace n', 'CustomResourceDefinition example.org']);
    expect(found.get('Gadget g')).toEqual(['Namespace n']);
    expect(found.get('Namespace n')).toEqual([]);
  });

  test('is, where it has to be ready, what has only to be applied and the pods of its datastore; then come Jobs', () => {
    const tenant = (name: string, storeName?: string) =>
      group(
        'tenant',
        name,
        [placed('ConfigMap', name), placed('Deployment', name, {}, 'ready'), placed('Job', name, {}, 'finished')],
        storeName,
      );
    const found = dependenciesOf([
      group('store', 'shared', [placed('Service', 's'), placed('StatefulSet', 's'), placed('Job', 's')]),
      tenant('a', 'shared'),
      tenant('b'),
    ]);
    expect(found.get('StatefulSet s')).toEqual(['Service s']);
    expect(found.get('Job s')).toEqual([]);
    expect(found.get('Deployment a')).toEqual(['ConfigMap a', 'StatefulSet s']);
    expect(found.get('Job a')).toEqual(['Deployment a']);
    expect(found.get('Deployment b')).toEqual(['ConfigMap b']);
  });
});
