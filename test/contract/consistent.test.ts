import type { KubernetesObject, ManagementClusterModel } from 'colonnade';
import fc from 'fast-check';
import { parseCidr, parseDuration, parseQuantity } from '../../lib/kubernetes';
import { build as quickstart } from '../../examples/quickstart/fleet';
import { fleets, runs, SEED } from '../support/fleets';
import { renderData, renderProgram } from '../support/fleets/render';
import type { RenderedFleet } from '../support/fleets/render';
import { podsOf } from '../support/judge';
import { at, identityOf, keyOf, list, providedBy, referencesOf } from '../support/references';

jest.setTimeout(600_000);

const FLEETS = runs(100);

describe(`what ${FLEETS} random fleets render (seed ${SEED})`, () => {
  test('has every name once in a management cluster', () => {
    everywhere((objects) => {
      const names = objects.map((object) => `${object.apiVersion.replace(/\/.*$/, '')} ${identityOf(object)}`);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    });
  });

  test('refers to nothing that is not there', () => {
    everywhere((objects, fleet, index) => expect(missingFrom(objects, clusterOf(fleet, index))).toEqual([]));
  });

  test.each(['Namespace', 'ServiceAccount', 'ConfigMap', 'Certificate', 'Issuer', 'Role', 'PriorityClass', 'Job'])(
    'would not be complete without a %s',
    (kind) => {
      const fleet = renderProgram(quickstart);
      const objects = fleet.clusters.flatMap((cluster) => cluster.objects);
      expect(
        missingFrom(
          objects.filter((object) => object.kind !== kind),
          clusterOf(fleet, 0),
        ),
      ).not.toEqual([]);
    },
  );

  test('takes keys that its ConfigMaps have', () => {
    everywhere((objects, fleet, index) => {
      const maps = new Map(objects.filter(({ kind }) => kind === 'ConfigMap').map((map) => [identityOf(map), map]));
      const missing = referencesOf(objects, clusterOf(fleet, index)).flatMap(
        ({ from, kind, namespace, name, keys = [] }) => {
          const data = at(maps.get(keyOf(kind, namespace, name)), 'data') ?? {};
          return keys.filter((key) => !Object.hasOwn(Object(data) as object, key)).map((key) => `${key} <- ${from}`);
        },
      );
      expect(missing).toEqual([]);
    });
  });

  test('selects pods that are there: Services, disruption budgets, policies', () => {
    everywhere((objects) => {
      const pods = podsOf(objects).map(({ owner, template }) => ({
        namespace: owner.metadata.namespace,
        labels: at(template, 'metadata.labels') ?? {},
      }));
      const lonely = objects.filter((object) => {
        const selector = selectorOf(object);
        return (
          selector !== undefined &&
          !pods.some(({ namespace, labels }) => namespace === object.metadata.namespace && matches(selector, labels))
        );
      });
      expect(lonely.map(identityOf)).toEqual([]);
    });
  });

  test('mounts every volume that it has, has every volume that it mounts, and finds its files there', () => {
    everywhere((objects) => {
      const problems = podsOf(objects).flatMap(({ owner, template, claims }) => {
        const containers = [...list(at(template, 'spec.containers')), ...list(at(template, 'spec.initContainers'))];
        const mounts = containers.flatMap((container) => list(container['volumeMounts']));
        const volumes = [...list(at(template, 'spec.volumes')).map(({ name }) => name), ...claims];
        const unknown = mounts
          .filter(({ name }) => !volumes.includes(name))
          .map(({ name }) => `no volume ${String(name)}`);
        const unused = volumes
          .filter((name) => !mounts.some((mount) => mount['name'] === name))
          .map((name) => `unused ${String(name)}`);
        return [...unknown, ...unused, ...containers.flatMap(lostFiles)].map(
          (problem) => `${owner.kind} ${owner.metadata.name}: ${problem}`,
        );
      });
      expect([...new Set(problems)]).toEqual([]);
    });
  });

  test('says amounts, durations and ranges in a form that Kubernetes reads', () => {
    everywhere((objects) => {
      const unreadable = objects.flatMap((object) => {
        const texts = [...textsUnder(object, [])];
        return texts.flatMap(({ path, value }) => {
          const where = path.join('.');
          if (/\.(requests|limits|hard)\.(cpu|memory|ephemeral-storage|storage|requests\.\w+|limits\.\w+)$/.test(where))
            return parseQuantity(String(value)).ok ? [] : [`${where} ${String(value)}`];
          if (/\.(duration|renewBefore)$/.test(where))
            return parseDuration(value).ok ? [] : [`${where} ${String(value)}`];
          if (/\.(cidr|except\.\d+|loadBalancerSourceRanges\.\d+)$/.test(where))
            return parseCidr(value).ok ? [] : [`${where} ${String(value)}`];
          return [];
        });
      });
      expect(unreadable).toEqual([]);
    });
  });

  test('holds no Secret, and every namespace with pods of its own enforces Pod Security restricted', () => {
    everywhere((objects) => {
      expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
      const strict = objects.filter(
        ({ kind, metadata }) =>
          kind === 'Namespace' && metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
      );
      const names = new Set(strict.map(({ metadata }) => metadata.name));
      expect(podsOf(objects).filter(({ owner }) => !names.has(owner.metadata.namespace ?? ''))).toEqual([]);
    });
  });

  test('fits into the quotas of its namespaces, with one pod more of each while it rolls', () => {
    everywhere((objects) => {
      for (const quota of objects.filter(({ kind }) => kind === 'ResourceQuota')) {
        const hard = at(quota, 'spec.hard') as Readonly<Record<string, string | number>>;
        const pods = objects
          .filter(
            ({ metadata, kind }) =>
              metadata.namespace === quota.metadata.namespace && ['Deployment', 'StatefulSet'].includes(kind),
          )
          .map((object) => Number(at(object, 'spec.replicas')) + (object.kind === 'Deployment' ? 1 : 0));
        if (hard['pods'] !== undefined)
          expect(Number(hard['pods'])).toBeGreaterThanOrEqual(pods.reduce((sum, count) => sum + count, 0));
      }
    });
  });
});

/** Looks at the objects of every management cluster of many fleets. */
function everywhere(look: (objects: readonly KubernetesObject[], fleet: RenderedFleet, index: number) => void): void {
  const property = fc.property(fleets, (data) => {
    const fleet = renderData(data);
    fleet.clusters.forEach(({ objects }, index) => look(objects, fleet, index));
  });
  fc.assert(property, { seed: SEED, numRuns: FLEETS });
}

/** What objects name and nobody makes. */
function missingFrom(objects: readonly KubernetesObject[], cluster: ManagementClusterModel): readonly string[] {
  const there = providedBy(objects, cluster);
  return referencesOf(objects, cluster)
    .filter(({ kind, namespace, name }) => !there.has(keyOf(kind, namespace, name)))
    .map(({ from, kind, namespace, name }) => `${keyOf(kind, namespace, name)} <- ${from}`);
}

function clusterOf({ model }: RenderedFleet, index: number) {
  const cluster = model.managementClusters[index];
  if (cluster === undefined) throw new Error('Clusters of the model and of the objects are in one order.');
  return cluster;
}

function selectorOf(object: KubernetesObject): object | undefined {
  const path = {
    Service: 'spec.selector',
    PodDisruptionBudget: 'spec.selector.matchLabels',
    NetworkPolicy: 'spec.podSelector.matchLabels',
  }[object.kind];
  const selector = path === undefined ? undefined : at(object, path);
  return typeof selector === 'object' && selector !== null ? selector : undefined;
}

function matches(selector: object, labels: unknown): boolean {
  return Object.entries(selector).every(([key, value]) => Reflect.get(Object(labels), key) === value);
}

/** Files that arguments name and that lie in no volume. */
function lostFiles(container: Readonly<Record<string, unknown>>): readonly string[] {
  const args = [container['command'], container['args']].flatMap((value) =>
    Array.isArray(value) ? (value as string[]) : [],
  );
  const places = list(container['volumeMounts']).map(({ mountPath }) => String(mountPath));
  return args.flatMap((argument) => {
    const file = /^--[a-z-]+(?:file|cert|key|kubeconfig|config|dir|path)=(\/.*)$/.exec(argument)?.[1];
    return file === undefined || places.some((place) => file === place || file.startsWith(`${place}/`))
      ? []
      : [argument];
  });
}

function* textsUnder(value: unknown, path: readonly string[]): Generator<{ path: readonly string[]; value: unknown }> {
  if (typeof value !== 'object' || value === null) {
    yield { path, value };
    return;
  }
  for (const [key, item] of Object.entries(value)) yield* textsUnder(item, [...path, key]);
}
