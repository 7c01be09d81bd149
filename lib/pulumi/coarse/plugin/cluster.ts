import { valueAt } from '../../leaves';
import type { Answer } from './client';
import { setProblem } from './problems';
import { asStored } from './secrets';
import { listOf, mapOf } from './values';
import type { Properties, SetObject } from './values';

/** What an object is in its cluster. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What answers requests to an API server. */
export interface Requests {
  request(method: string, path: string, body?: unknown, contentType?: string): Promise<Answer>;
}

/** Who writes, for server-side apply. */
const FIELD_MANAGER = 'colonnade';
const KIND_TRIES = 60;
const KIND_PAUSE_MS = 500;

/** The objects of one cluster: applied, read and deleted. */
export class Cluster {
  private readonly plurals = new Map<string, string>();

  public constructor(private readonly requests: Requests) {}

  /**
   * Applies an object and takes over its fields from whoever has them; nothing else of it changes.
   *
   * @param dryRun - only says what would be
   * @throws CLN9082 where it is refused
   * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
   */
  public async apply(object: SetObject, dryRun = false): Promise<Answer> {
    const { apiVersion, kind, metadata } = object;
    const path = await this.pathOf({ apiVersion, kind, ...metadata });
    const query = `fieldManager=${FIELD_MANAGER}&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    return this.requests.request('PATCH', `${path}?${query}`, asStored(object), 'application/apply-patch+yaml');
  }

  /** An object as it is, `undefined` where there is none. */
  public async get(identity: Identity): Promise<Properties | undefined> {
    const path = await this.pathOf(identity, false);
    if (path === undefined) return undefined;
    const answer = await this.requests.request('GET', path);
    if (answer.status === 404) return undefined;
    if (answer.status >= 300) throw refusal(identity, answer);
    return mapOf(answer.body);
  }

  /** Asks for the deletion of an object, and of what is owned by it. Nothing happens where there is none. */
  public async delete(identity: Identity): Promise<void> {
    const path = await this.pathOf(identity, false);
    if (path === undefined) return;
    const answer = await this.requests.request('DELETE', path, { propagationPolicy: 'Background' });
    // A conflict: it has been asked for before, and something still has to be finished.
    if (answer.status >= 300 && answer.status !== 404 && answer.status !== 409) throw refusal(identity, answer);
  }

  private async pathOf(identity: Identity, waits?: true): Promise<string>;
  private async pathOf(identity: Identity, waits: false): Promise<string | undefined>;
  private async pathOf({ apiVersion, kind, name, namespace }: Identity, waits = true): Promise<string | undefined> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
    const plural = await this.pluralOf(root, kind, waits ? KIND_TRIES : 1);
    if (plural !== undefined) return `${root}${scope}/${plural}/${name}`;
    if (!waits) return undefined;
    throw setProblem('refusedObject', {
      path: `${kind} ${name}`,
      message: `the cluster does not know ${kind} of ${apiVersion}.`,
      fix: 'install what defines this kind before.',
    });
  }

  /** A definition that has just been applied is served a moment later. */
  private async pluralOf(root: string, kind: string, tries: number): Promise<string | undefined> {
    for (let left = tries; left > 0; left -= 1) {
      const known = this.plurals.get(`${root} ${kind}`);
      if (known !== undefined) return known;
      const { body } = await this.requests.request('GET', root);
      for (const resource of listOf(mapOf(body)['resources']).map(mapOf)) {
        const name = String(resource['name']);
        if (!name.includes('/')) this.plurals.set(`${root} ${String(resource['kind'])}`, name);
      }
      if (left > 1 && !this.plurals.has(`${root} ${kind}`)) await new Promise((go) => setTimeout(go, KIND_PAUSE_MS));
    }
    return this.plurals.get(`${root} ${kind}`);
  }
}

/** An answer that is no success, as an error. */
export function refusal({ kind, name, namespace }: Identity, { status, body }: Answer): Error {
  const message = valueAt(body, ['message']);
  return setProblem('refusedObject', {
    path: `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
    message: typeof message === 'string' ? message : `HTTP ${status}`,
    fix: 'change what the API server names; then run again.',
  });
}
