import { isDeletionProtected } from '../../engines';
import { shortHash } from '../../kubernetes';
import type { KubernetesObject } from '../../kubernetes';
import type { ClusterOutput, FleetOutput, PartOutput } from '../../synth';
import { celExpression } from '../shared/cel';
import { healthOf } from '../shared/health';
import type { KindHealth } from '../shared/health';
import { boundedName, groupOf } from '../shared/names';
import { writtenObject } from '../shared/part-facts';
import { resourceNameOf } from './resource-name';

/** Objects that go into one ManifestWork. */
interface Bin {
  /** Added to the name of the part; empty: nothing is. */
  readonly suffix: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * The ManifestWorks of a part. What is protected from deletion has one each, which leaves it where it is when it goes; the rest is spread by
 * names, so that an object stays in its ManifestWork when another one comes: one that changes its place may be deleted on the way.
 * https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/
 *
 * @param limitBytes of the manifests in one ManifestWork; no object is larger
 */
export function manifestWorks(
  fleet: Pick<FleetOutput, 'name'>,
  cluster: Pick<ClusterOutput, 'name' | 'writesBack'>,
  part: Pick<PartOutput, 'name' | 'readiness' | 'objects'>,
  limitBytes: number,
): readonly KubernetesObject[] {
  const objects = part.objects();
  const health = healthOf(part.readiness);
  const kept = objects.filter(isDeletionProtected).map((object): Bin => ({ suffix: keyOf(object), objects: [object] }));
  const others = binned(
    objects.filter((object) => !isDeletionProtected(object)),
    limitBytes,
  );
  const work = ({ suffix, objects: manifests }: Bin, propagationPolicy: 'Orphan' | 'Foreground'): KubernetesObject => ({
    apiVersion: 'work.open-cluster-management.io/v1',
    kind: 'ManifestWork',
    metadata: {
      name: boundedName(...[fleet.name, part.name, suffix].filter((segment) => segment !== '')),
      namespace: cluster.name,
      labels: { 'colonnade.dev/fleet': fleet.name, 'colonnade.dev/management-cluster': cluster.name },
    },
    spec: {
      deleteOption: { propagationPolicy },
      workload: { manifests },
      manifestConfigs: manifests.map((object) => manifestConfig(object, cluster, part, health)),
    },
  });
  return [...kept.map((bin) => work(bin, 'Orphan')), ...others.map((bin) => work(bin, 'Foreground'))];
}

/** Size of an object in a ManifestWork, in bytes. */
export function sizeOfManifest(object: KubernetesObject): number {
  return Buffer.byteLength(JSON.stringify(object));
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind.toLowerCase()}-${shortHash(`${kind} ${metadata.namespace ?? ''}/${metadata.name}`)}`;
}

/** As few bins as hold everything, a power of two: where there are more, half of the objects of a bin stay in it. */
function binned(objects: readonly KubernetesObject[], limitBytes: number): readonly Bin[] {
  for (let count = 1; ; count *= 2) {
    const bins = new Map<number, KubernetesObject[]>();
    for (const object of objects) {
      const { kind, metadata } = object;
      const hash = Number.parseInt(shortHash(`${kind} ${metadata.namespace ?? ''}/${metadata.name}`), 16);
      bins.set(hash % count, [...(bins.get(hash % count) ?? []), object]);
    }
    const fits = [...bins.values()].every(
      (bin) => bin.length === 1 || bin.reduce((sum, object) => sum + sizeOfManifest(object), 0) <= limitBytes,
    );
    if (fits || count >= 2 ** 20) {
      return [...bins]
        .sort(([a], [b]) => a - b)
        .map(([index, bin]) => ({ suffix: index === 0 ? '' : String(index), objects: bin }));
    }
  }
}

function manifestConfig(
  object: KubernetesObject,
  { writesBack }: Pick<ClusterOutput, 'writesBack'>,
  { readiness }: Pick<PartOutput, 'readiness'>,
  health: readonly KindHealth[],
) {
  const { apiVersion, kind, metadata } = object;
  const pointers = writtenObject(object, writesBack).flatMap((entry) => entry.pointers);
  const isAwaited = readiness.some((entry) => entry.kind === kind && entry.name === metadata.name);
  const known = health.find((entry) => entry.apiVersion === apiVersion && entry.kind === kind);
  return {
    resourceIdentifier: {
      group: groupOf(apiVersion),
      resource: resourceNameOf(kind),
      name: metadata.name,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    },
    updateStrategy: {
      type: 'ServerSideApply',
      serverSideApply: {
        force: true,
        ...(pointers.length > 0 && { ignoreFields: [{ condition: 'OnSpokePresent', jsonPointers: pointers }] }),
      },
    },
    ...(isAwaited && known === undefined && { feedbackRules: [{ type: 'WellKnownStatus' }] }),
    ...(isAwaited &&
      known !== undefined && {
        conditionRules: [
          {
            type: 'CEL',
            condition: 'Ready',
            celExpressions: known.healthy.map((entry) => celExpression(entry, 'object.')),
            message: `${kind} ${metadata.name} is what its engine calls ready`,
          },
        ],
      }),
  };
}
