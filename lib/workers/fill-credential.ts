import type { JoinCredential } from './credential';
import { JOIN_MARKS } from './kubeadm';

/** A text that holds a credential: not to be printed, stored or put where it can be read later. */
export interface SecretText {
  readonly secret: true;
  readonly text: string;
  /** Marks for which there was no value; the text is of no use while there are any. */
  readonly open: readonly string[];
}

const MARK = /__COLONNADE_[A-Z0-9_]+?__/g;

/** Marks in a document that are still to be replaced, each once, in the order of the text. */
export function openMarks(document: string): readonly string[] {
  return [...new Set(document.match(MARK) ?? [])];
}

/**
 * A document of a machine that reads its credential from the document itself, as Talos and Bottlerocket do, with the credential in the
 * place of its marks.
 *
 * @param more - values for further marks, by mark; see `TALOS_MARKS`
 */
export function fillCredential(
  document: string,
  credential: Pick<JoinCredential, 'ca' | 'server' | 'token'>,
  more: Readonly<Record<string, string>> = {},
): SecretText {
  const values: ReadonlyMap<string, string> = new Map([
    [JOIN_MARKS.token, credential.token],
    [JOIN_MARKS.server, credential.server],
    [JOIN_MARKS.ca, Buffer.from(credential.ca, 'utf8').toString('base64')],
    ...Object.entries(more),
  ]);
  const text = document.replace(MARK, (mark) => values.get(mark) ?? mark);
  return Object.freeze({ secret: true, text, open: openMarks(text) });
}
