import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { LABEL_MAX, shortHash } from '../../../kubernetes';
import type { KubernetesObject } from '../../../kubernetes';
import { labelsFor, metadataFor } from './owner';
import type { MetadataOptions, Owner } from './owner';

/**
 * A name that changes with a template, `bootstrap-1a2b3c4d`: the prefix, cut where needed, and 8 hexadecimal digits of the
 * template's SHA-256. What is immutable once it exists gets such a name, so that a change makes a new object.
 *
 * @param template - plain data; the order of its properties counts
 */
export function hashedName(prefix: string, template: unknown): string {
  const hash = shortHash(JSON.stringify(withoutScripts(template)));
  // A Job's name becomes the value of a label of its pods.
  return `${prefix.slice(0, LABEL_MAX - hash.length - 1).replace(/-+$/, '')}-${hash}`;
}

/**
 * A pod template in which each script is replaced by its hash. Scripts are most of a template and the same for every tenant, so that
 * writing them down for each would be most of the work.
 */
function withoutScripts(template: unknown): unknown {
  const spec = propertyOf(template, 'spec');
  const containers = propertyOf(spec, 'containers');
  if (!Array.isArray(containers)) return template;
  const lighter = containers.map((container: object) => {
    const command = propertyOf(container, 'command');
    return Array.isArray(command) ? { ...container, command: command.map(scriptHash) } : container;
  });
  return { ...(template as object), spec: { ...(spec as object), containers: lighter } };
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

const SHORTEST_SCRIPT = 200;
const MOST_SCRIPTS = 64;
const scriptHashes = new Map<string, string>();

function scriptHash(text: unknown): unknown {
  if (typeof text !== 'string' || text.length < SHORTEST_SCRIPT) return text;
  const hash = scriptHashes.get(text) ?? shortHash(text);
  if (scriptHashes.size < MOST_SCRIPTS) scriptHashes.set(text, hash);
  return hash;
}

/** What a Job runs. */
export interface JobOptions extends MetadataOptions {
  /** Start of the Job's name; the hash of its pod template follows. */
  readonly prefix: string;
  /** `app.kubernetes.io/name` of the Job and its pod, which network policies select by. */
  readonly component: string;
  readonly podSpec: PodSpec;
  /** Pods that may fail before the Job gives up. @default 30 */
  readonly backoffLimit?: number;
  /** Further bounds of the Job. They are not part of its name. @default - none */
  readonly bounds?: Pick<JobSpec, 'activeDeadlineSeconds' | 'podFailurePolicy'>;
}

/**
 * A Job whose name follows its pod template, so that a re-apply of the same template changes nothing and a new template runs.
 * It stays after it finished, because a re-apply would otherwise run it again.
 */
export function jobObject(owner: Owner, options: JobOptions): KubernetesObject {
  const template = {
    metadata: { labels: { ...labelsFor(owner, options.component), ...options.labels } },
    spec: { restartPolicy: 'OnFailure', ...options.podSpec },
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadataFor(owner, hashedName(options.prefix, template), options.component, options),
    spec: { backoffLimit: options.backoffLimit ?? 30, ...options.bounds, template },
  };
}
