import { ColonnadeError } from '../findings';
import type { InputProblem } from '../findings';

/** What can go wrong between a checked fleet and its files. */
export const SYNTH_PROBLEMS = {
  unwritable: {
    code: 'CLN9001',
    title: 'an output folder that cannot be written',
    explanation:
      'The output is written to a temporary folder beside the output folder and swapped in when it is complete, so the folder that holds the output folder has to be writable as well. Nothing was changed.',
  },
  noSpace: {
    code: 'CLN9002',
    title: 'no space left for the output',
    explanation:
      'The disk or the quota was full before everything was written. What was written so far has been removed again, and the output of the run before is still in place.',
  },
  notADirectory: {
    code: 'CLN9003',
    title: 'an output folder that is something else',
    explanation: 'The path of the output folder, or of a folder above it, is a file.',
  },
  foreignFiles: {
    code: 'CLN9004',
    title: 'an output folder that holds other files',
    explanation:
      'Synthesis replaces its output folder as a whole, so that files of removed tenants disappear. It refuses to do that to a folder with files that Colonnade did not write: manifests are recognized by the comment in their first line, models by their apiVersion.',
  },
  badOutdir: {
    code: 'CLN9005',
    title: 'an output folder that cannot be replaced',
    explanation:
      'The working directory, a folder above it, the root of a file system and a mount point cannot be swapped for another folder.',
  },
  changedMeanwhile: {
    code: 'CLN9006',
    title: 'two runs that write the same output folder',
    explanation:
      'Another process replaced the output folder while this run was writing. The output of the other run was kept.',
  },
  secret: {
    code: 'CLN9007',
    title: 'a private key or token among the manifests',
    explanation:
      'Manifests go to version control and to build logs, so Colonnade never writes a private key or a token into one. Keys are made inside the cluster by cert-manager; the in-process issuer is for tests only. The last look at every file found one, for example in an annotation, an extra argument or a patch.',
  },
  invalidConstruct: {
    code: 'CLN9010',
    title: 'a construct that refuses itself',
    explanation:
      'A construct in the app that is not one of Colonnade’s has a validation of its own (`node.addValidation`), and that validation found a mistake.',
  },
  cycle: {
    code: 'CLN9011',
    title: 'constructs that depend on each other',
    explanation: 'Dependencies decide the order in which objects are written; a circle has no order.',
  },
  sameFile: {
    code: 'CLN9012',
    title: 'two charts with the same file',
    explanation:
      'The names of two charts lead to the same path in the output folder, so one would overwrite the other.',
  },
} as const satisfies Record<string, InputProblem>;

/** An error of the writing stage. */
export function synthError(
  problem: keyof typeof SYNTH_PROBLEMS,
  finding: { readonly path: string; readonly property?: string; readonly message: string; readonly fix: string },
  cause?: unknown,
): ColonnadeError {
  const { path, property = '', message, fix } = finding;
  return new ColonnadeError(
    [{ code: SYNTH_PROBLEMS[problem].code, severity: 'error', path, property, message, fix }],
    cause === undefined ? {} : { cause },
  );
}
