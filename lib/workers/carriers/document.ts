import type { Carrier } from '../../model';

/** What a pool's machines are given, in the form that one program reads. */
export interface BootstrapDocument {
  readonly carrier: Carrier;
  /** The first is the document itself; others are named by it. */
  readonly files: readonly [DocumentFile, ...DocumentFile[]];
}

/** A file of a document. */
export interface DocumentFile {
  /** Path below the folder of the document, for example `files/etc/containerd/config.toml`. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Whether a shell runs it. @default false */
  readonly executable?: boolean;
}

/** What a machine of a cloud reads at its first boot. */
export interface UserData {
  /** Media type of what is inside, for example `text/cloud-config`. */
  readonly contentType: string;
  /** `gzip`: the bytes are compressed, and are text for no API; hand over {@link base64}. */
  readonly encoding: 'identity' | 'gzip';
  /** What counts against a limit. */
  readonly bytes: Uint8Array;
  /** The bytes as APIs of clouds take them, for example `UserData` of an EC2 launch template. */
  readonly base64: string;
}

/** User data that is text. */
export function plainUserData(contentType: string, text: string): UserData {
  return userDataOf(contentType, 'identity', Buffer.from(text, 'utf8'));
}

/** User data of these bytes. */
export function userDataOf(contentType: string, encoding: UserData['encoding'], bytes: Uint8Array): UserData {
  return Object.freeze({ contentType, encoding, bytes, base64: Buffer.from(bytes).toString('base64') });
}

/** What a file of a document holds: text, or bytes when they are compressed. */
export function contentOf({ encoding, bytes }: UserData): string | Uint8Array {
  return encoding === 'gzip' ? bytes : Buffer.from(bytes).toString('utf8');
}
