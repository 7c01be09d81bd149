import type { Node } from 'constructs';
import type { Engine, EngineClash, Operator } from '../engines';
import { ColonnadeError, INPUT_PROBLEMS } from '../findings';
import type { Finding, FindingCode } from '../findings';
import { describe } from '../kubernetes';
import type {
  AcknowledgementModel,
  EtcdStoreModel,
  ImportedTenantModel,
  ManagementClusterModel,
  TenantModel,
  WorkerPoolModel,
} from '../model';
import type { KubernetesObject } from '../kubernetes';
import type { PoolTenant } from './describe/pool-tenant';

/**
 * What the fleet needs of each construct in it, without knowing its class.
 *
 * The classes do not say `implements`: these members are internal, so published declarations leave them out, and a class that
 * claims an interface without having its members does not compile in a program that checks its libraries.
 */
export interface Part {
  readonly node: Node;
  /** Problems of the input, found when the construct was made. */
  readonly problems: readonly Finding[];
  readonly acknowledgements: readonly AcknowledgementModel[];
}

/** A part that can be described as data once its input is usable. */
export interface DescribedPart<M> extends Part {
  /** @throws never; `undefined` when the input has problems */
  describe(): M | undefined;
}

/** A chart whose objects are rendered from the model. */
export interface RenderedChart {
  readonly node: Node;
  /** The objects of this chart, in order of application. */
  renderObjects(): readonly KubernetesObject[];
  /** Adds the objects to the construct tree, once. */
  materialize(): void;
}

/** A management cluster as the fleet sees it. */
export interface ClusterPart extends DescribedPart<ManagementClusterModel> {
  readonly parts: readonly Part[];
  readonly charts: readonly RenderedChart[];
  /** Its own engine and those of its stores and tenants. */
  readonly engines: readonly Engine[];
  /** What has to run in it for all of these. */
  readonly operators: readonly Operator[];
  /** Things of one name that its engines want differently. */
  readonly clashes: readonly EngineClash[];
}

/** A datastore as the management cluster sees it. */
export type StorePart = DescribedPart<EtcdStoreModel> & {
  readonly chart: RenderedChart | undefined;
  /** `undefined`: nothing is rendered for it. */
  readonly engine: Engine | undefined;
};

/** A tenant as the management cluster sees it. */
export type TenantPart =
  | (DescribedPart<TenantModel> & {
      readonly kind: 'tenant';
      readonly chart: RenderedChart;
      readonly engine: Engine;
      readonly pools: readonly PoolPart[];
    })
  | (DescribedPart<ImportedTenantModel> & { readonly kind: 'imported'; readonly pools: readonly PoolPart[] });

/** A worker pool as its tenant sees it. */
export interface PoolPart extends Part {
  /** @throws never; `undefined` when the input has problems */
  describe(tenant: PoolTenant): WorkerPoolModel | undefined;
}

/** An acknowledgement of a warning at a place in the tree. @throws CLN0001 for what is no code or no reason */
export function acknowledgement(node: Node, code: FindingCode, reason: string): AcknowledgementModel {
  if (typeof code !== 'string' || !/^CLN\d{4}$/.test(code))
    throw unusable(node, 'code', "a code such as 'CLN2107'", code);
  if (typeof reason !== 'string' || reason.trim() === '') throw unusable(node, 'reason', 'a reason, in words', reason);
  return Object.freeze({ code, path: node.path, reason });
}

function unusable(node: Node, argument: string, expected: string, got: unknown): ColonnadeError {
  return ColonnadeError.of({
    code: INPUT_PROBLEMS.wrongValue.code,
    path: node.path,
    property: 'acknowledge',
    message: `expected ${expected}, as ${argument} (got ${describe(got)}).`,
    fix: "acknowledge('CLN2107', 'test cluster').",
  });
}
