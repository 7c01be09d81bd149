import { ANNOTATIONS_MAX_BYTES, labelKeyProblem, labelValueProblem } from '../../../kubernetes';
import type { Rule } from '../../../model';
import { tenantProgram } from '../../programs';
import { eachEtcd, eachPool, eachStore, eachTenant } from '../../walk';

type Texts = Readonly<Record<string, string>>;
type Problem = (problem: { property: string; message: string; fix: string }) => void;

/** CLN1105 */
export const labelsAnnotations: Rule = {
  code: 'CLN1105',
  severity: 'error',
  title: 'labels and annotations that Kubernetes refuses',
  explanation:
    'A label key is an optional DNS prefix and a name of at most 63 characters; a label value has at most 63 characters of letters, digits, hyphens, underscores and dots. Annotation keys follow the same rule, their values are free but all of them together have at most 256 KiB. See https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set.',
  wrong: tenantProgram(`labels: { owner: 'Team B <b@example.org>' },`),
  right: tenantProgram(
    `labels: { owner: 'team-b' },\nannotations: { 'example.org/contact': 'Team B <b@example.org>' },`,
  ),
  check(fleet, report) {
    const clean = new WeakSet<Texts>();
    const labels = (property: string, texts: Texts, path: string) =>
      once(
        clean,
        texts,
        (found) => labelProblems(property, texts, found),
        (problem) => report({ path, ...problem }),
      );
    const annotations = (property: string, texts: Texts, path: string) =>
      once(
        clean,
        texts,
        (found) => annotationProblems(property, texts, found),
        (problem) => report({ path, ...problem }),
      );

    for (const cluster of fleet.managementClusters) {
      labels('labels', cluster.labels, cluster.path);
      annotations('annotations', cluster.annotations, cluster.path);
    }
    eachStore(fleet, (store) => {
      labels('labels', store.labels, store.path);
      annotations('annotations', store.annotations, store.path);
    });
    eachEtcd(fleet, (etcd, place) => {
      labels(place.property('scheduling.nodeSelector'), etcd.scheduling.nodeSelector, place.path);
    });
    eachTenant(fleet, (tenant) => {
      labels('labels', tenant.labels, tenant.path);
      annotations('annotations', tenant.annotations, tenant.path);
      annotations('endpoint.annotations', tenant.endpoint.annotations, tenant.path);
      labels('scheduling.nodeSelector', tenant.scheduling.nodeSelector, tenant.path);
    });
    eachPool(fleet, (pool) => {
      labels('labels', pool.labels, pool.path);
      for (const [index, { key, value }] of pool.taints.entries()) {
        labelProblems(`taints[${index}]`, { [key]: value }, (problem) => report({ path: pool.path, ...problem }));
      }
    });
  },
};

/** Shared maps are looked at once, unless something is wrong with them: then everybody who has one is told. */
function once(clean: WeakSet<Texts>, texts: Texts, look: (found: Problem) => void, found: Problem): void {
  if (clean.has(texts)) return;
  let dirty = false;
  look((problem) => {
    dirty = true;
    found(problem);
  });
  if (!dirty) clean.add(texts);
}

function labelProblems(property: string, texts: Texts, found: Problem): void {
  for (const [key, value] of Object.entries(texts)) {
    keyProblem(property, key, found);
    const problem = labelValueProblem(value);
    if (problem === undefined) continue;
    found({
      property,
      message: `the value of '${clip(key)}' ${problem} (got '${clip(value)}').`,
      fix: 'shorten it, or write an annotation instead of a label.',
    });
  }
}

function annotationProblems(property: string, texts: Texts, found: Problem): void {
  let bytes = 0;
  for (const [key, value] of Object.entries(texts)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    keyProblem(property, key, found);
  }
  if (bytes <= ANNOTATIONS_MAX_BYTES) return;
  found({
    property,
    message: `the annotations have ${bytes} bytes, at most ${ANNOTATIONS_MAX_BYTES} are allowed.`,
    fix: 'keep large texts somewhere else and annotate with a reference.',
  });
}

function keyProblem(property: string, key: string, found: Problem): void {
  const problem = labelKeyProblem(key);
  if (problem === undefined) return;
  found({
    property,
    message: `the key '${clip(key)}' is not usable: ${problem}.`,
    fix: "write a key such as 'example.org/owner'.",
  });
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
