import { urlHost } from '../../kubernetes';
import type { HostInput } from '../host-input';

/** Release of Fluent Bit that is used. https://fluentbit.io/announcements/v5.1.2/ */
const FLUENT_BIT_VERSION = '5.1.2';

/**
 * A bucket of an S3-compatible object store that is there already. How long it keeps what is in it is up to its lifecycle rules. Management
 * clusters may share one: each writes below its own name.
 */
export interface LogBucket {
  readonly bucket: string;
  /** For example `https://fsn1.your-objectstorage.com`, with a port where it is not 443. */
  readonly endpoint: `https://${string}`;
  /** What requests are signed for: the store says which it takes. @default 'us-east-1' */
  readonly region?: string;
  /**
   * Name of a Secret in the namespace `colonnade-logs` with the keys `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. Whose they are has to
   * write objects there and nothing else: the collector of every node has them.
   */
  readonly secret: string;
  /** Fluent Bit, in a registry of your own. @default 'cr.fluentbit.io/fluent/fluent-bit:5.1.2' */
  readonly image?: string;
}

/** What a program may say of places that have no service for logs. */
export interface LoggedPlaceProps {
  /** Where logs of nodes, and of the pods on them, go. @default - nowhere: what a node has written is lost with the node */
  readonly logs?: LogBucket;
}

/** {@link LogBucket}, with its defaults filled in. */
export interface LogStore extends Required<Omit<LogBucket, 'bucket'>> {
  /** `null`: the Secret has it under the key `bucket`. */
  readonly bucket: string | null;
}

/** Fills in the defaults. */
export function logStore(bucket: Omit<LogBucket, 'bucket'> & Pick<LogStore, 'bucket'>): LogStore {
  return { region: 'us-east-1', image: `cr.fluentbit.io/fluent/fluent-bit:${FLUENT_BIT_VERSION}`, ...bucket };
}

/** The port that the collector has to reach. */
export function portOf({ endpoint }: Pick<LogStore, 'endpoint'>): number {
  return urlHost(endpoint)?.port ?? 443;
}

/** Takes down what is wrong with it. */
export function checkLogBucket(logs: LogBucket | undefined, input: HostInput): void {
  if (logs === undefined) return;
  const { bucket, endpoint, region, secret, image } = logStore(logs);
  input.matches('logs.bucket', bucket, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'acme-logs');
  input.matches('logs.endpoint', endpoint, /^https:\/\/[\w.-]+(?::\d{1,5})?$/, 'https://fsn1.your-objectstorage.com');
  input.matches('logs.region', region, /^[\w-]{1,63}$/, 'us-east-1');
  input.matches('logs.secret', secret, /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, 's3');
  input.matches('logs.image', image, /^\S{1,512}$/, 'registry.example.org/fluent-bit:5.1.2');
}
