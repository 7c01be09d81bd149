import { describeHostResources, describePageExample } from '../../../support/pulumi/hosts/describe-host-resources';
import type { ListedResources } from '../../../support/pulumi/hosts/describe-host-resources';

/** Places whose resources keep the contract: `<name>.ts` of test/support/pulumi/hosts exports `RESOURCES`. A word each. */
const WITH_SDK = ['aws', 'azure', 'bare-metal', 'digitalocean', 'gcp', 'hetzner', 'openstack'] as const;

/** The same for providers that have no SDK on npm: their tests have a list of what the source of the provider declares. */
const WITHOUT_SDK = ['ibm', 'kubevirt', 'vsphere'] as const;

/** Those whose page has a whole program. A word each. */
const PAGES = [
  'aws',
  'azure',
  'digitalocean',
  'gcp',
  'hetzner',
  'kubevirt',
  'openstack',
  'vsphere',
] as const satisfies readonly Listed[];

type Listed = (typeof WITH_SDK)[number] | (typeof WITHOUT_SDK)[number];

for (const name of WITH_SDK) describeHostResources(name, () => resourcesOf(name));
for (const name of WITHOUT_SDK) {
  describeHostResources(name, () => resourcesOf(name), 'the source of the provider, as the list of the tests has it,');
}
for (const name of PAGES) describePageExample(name, () => resourcesOf(name));

/** Loaded when its tests run, and not before, because each loads the SDK of its provider. */
function resourcesOf(name: Listed): ListedResources {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return (require(`../../../support/pulumi/hosts/${name}`) as { readonly RESOURCES: ListedResources }).RESOURCES;
}
