import { ColonnadeError } from '../findings';
import { emitDocuments } from '../kubernetes';
import type { KubernetesObject } from '../kubernetes';
import { headerComment } from './header';
import { refuseSecrets } from './secrets';

/** One file with manifests, before it is rendered. */
export interface OutputFile {
  /** Relative to the output folder, with slashes. */
  readonly path: string;
  /** Construct that its objects came from. */
  readonly constructPath: string;
  /** Whether Colonnade answers for what is in it. Charts of the user's own are written as they are. */
  readonly isOurs: boolean;
  /** Renders the objects; called once, so that they can be released afterwards. */
  objects(): readonly KubernetesObject[];
}

/**
 * The documents of a file, without its header.
 *
 * @throws ColonnadeError `CLN9007` secrets among them, `CLN9030` values that a manifest cannot hold.
 */
export function documentsText(file: OutputFile, objects: readonly KubernetesObject[]): string {
  const text = emit(file, objects);
  if (file.isOurs) refuseSecrets(text, file.constructPath, objects);
  return text;
}

/** The whole file. */
export function fileText(file: OutputFile, objects: readonly KubernetesObject[]): string {
  return headerComment(file.constructPath) + documentsText(file, objects);
}

function emit(file: OutputFile, objects: readonly KubernetesObject[]): string {
  try {
    return emitDocuments(objects);
  } catch (error) {
    if (!ColonnadeError.is(error)) throw error;
    const findings = error.findings.map((finding) => ({
      ...finding,
      path: file.constructPath,
      property: finding.property.replace(/^\[(\d+)\]/, (_, index: string) => nameOf(objects[Number(index)])),
    }));
    throw new ColonnadeError(findings, { cause: error });
  }
}

function nameOf(object: KubernetesObject | undefined): string {
  return `${object?.kind ?? 'object'}/${object?.metadata.name ?? ''}`;
}
