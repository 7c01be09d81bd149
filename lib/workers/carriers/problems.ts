import type { InputProblem } from '../../findings';

/** What can be wrong with the document of a pool, found when it is rendered. */
export const CARRIER_PROBLEMS = {
  tooLarge: {
    code: 'CLN3050',
    title: 'user data over the limit of its cloud',
    explanation:
      'Clouds take a limited number of bytes of user data, EC2 for example 16384 before base64, and refuse the machine otherwise. The document is compressed when it has to be; this one is too large all the same. What makes documents large are files and certificates of the pool: they belong on the image, or where the machine can fetch them.',
  },
  unfit: {
    code: 'CLN3051',
    title: 'a carrier that cannot carry the document of a pool',
    explanation:
      'A carrier delivers what a pool needs in the form that one program reads: cloud-init, Ignition, Ansible, Puppet or a shell. Not every form can hold everything: Ignition writes files before /usr and /run of the running system exist, Puppet’s module discovers a control plane by a token only, and Cluster API makes the document by itself. Nothing is left out silently, so such a pool is refused.',
  },
} as const satisfies Record<string, InputProblem>;
