import type { InputProblem } from '../../findings';

/** What Puppet cannot make, by code. */
export const PUPPET_PROBLEMS = {
  pools: {
    code: 'CLN8050',
    title: 'machines of tenants that an environment of Puppet cannot hold',
    explanation:
      'Puppet knows a machine by the name of its certificate, so pools of an environment list their machines, each is in one pool, and no two pools are written to one file. See https://www.puppet.com/docs/puppet/latest/lang_node_definitions.html.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;
