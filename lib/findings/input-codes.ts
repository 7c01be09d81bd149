import type { FindingCode } from './finding';

/** A problem with the input itself, found before there is a model to check. */
export interface InputProblem {
  readonly code: FindingCode;
  readonly title: string;
  readonly explanation: string;
}

/** What can be wrong with what a program passes to a construct. */
export const INPUT_PROBLEMS = {
  wrongValue: {
    code: 'CLN0001',
    title: 'a value of the wrong type or form',
    explanation:
      'A property got something else than its documentation says, for example a number where a quantity such as 16Gi is expected. TypeScript refuses most of these in the editor; programs in JavaScript, or values that come from files, reach this check.',
  },
  unknownProperty: {
    code: 'CLN0002',
    title: 'an unknown property',
    explanation:
      'A property that no construct reads, most often a misspelling. It would have had no effect, so it is refused.',
  },
  missingProperty: {
    code: 'CLN0003',
    title: 'a required property is missing',
    explanation: 'A property without a safe default was left out.',
  },
  badId: {
    code: 'CLN0004',
    title: 'an unusable construct id',
    explanation:
      'Ids of constructs become names of namespaces and files, so they follow RFC 1035 labels: lower-case letters, digits and dashes, starting with a letter, not ending with a dash, at most 40 characters.',
  },
  duplicateId: {
    code: 'CLN0005',
    title: 'two constructs with the same id in one scope',
    explanation: 'Within its scope an id names one construct.',
  },
  wrongScope: {
    code: 'CLN0006',
    title: 'a construct in the wrong scope',
    explanation:
      'A fleet holds management clusters, a management cluster holds datastores and tenant control planes, a tenant control plane holds worker pools.',
  },
  foreignReference: {
    code: 'CLN0007',
    title: 'a reference to something in another management cluster',
    explanation:
      'A tenant control plane and its datastore run in the same management cluster, because they talk over its pod network.',
  },
  noSuchObject: {
    code: 'CLN0008',
    title: 'an object that is not rendered',
    explanation: 'The escape hatch was asked for an object that the engine does not render for this construct.',
  },
} as const satisfies Record<string, InputProblem>;
