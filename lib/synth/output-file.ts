import { ColonnadeError } from '../findings';
import { emitPieces } from '../kubernetes';
import type { KubernetesObject, YamlPiece } from '../kubernetes';
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
 * The documents of a file with what stands between them, in pieces of which none is longer than one object.
 *
 * @throws ColonnadeError `CLN9007` secrets among them, `CLN9030` values that a manifest cannot hold.
 */
export function* documents(file: OutputFile, objects: readonly KubernetesObject[]): Generator<string> {
  let isFirst = true;
  for (const object of objects) {
    const pieces = emit(file, object);
    if (file.isOurs) refuseSecrets(pieces, file.constructPath, [object]);
    let divider = isFirst ? '' : DIVIDER;
    isFirst = false;
    for (const piece of pieces) {
      yield divider + (typeof piece === 'string' ? piece : piece.text);
      divider = '';
    }
  }
}

/** The whole file, in pieces. */
export function* filePieces(file: OutputFile, objects: readonly KubernetesObject[]): Generator<string> {
  yield headerComment(file.constructPath);
  yield* documents(file, objects);
}

/** What stands between two documents. */
export const DIVIDER = '---\n';

function emit(file: OutputFile, object: KubernetesObject): readonly YamlPiece[] {
  try {
    return emitPieces(object);
  } catch (error) {
    if (!ColonnadeError.is(error)) throw error;
    const findings = error.findings.map((finding) => ({
      ...finding,
      path: file.constructPath,
      property: finding.property === '' ? nameOf(object) : `${nameOf(object)}.${finding.property}`,
    }));
    throw new ColonnadeError(findings, { cause: error });
  }
}

function nameOf({ kind, metadata }: Partial<KubernetesObject>): string {
  return `${kind ?? 'object'}/${metadata?.name ?? ''}`;
}
