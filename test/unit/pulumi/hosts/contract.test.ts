import { describeHostResources, describePageExample } from '../../../support/pulumi/hosts/describe-host-resources';
import type { ListedResources } from '../../../support/pulumi/hosts/describe-host-resources';

/** Places whose resources keep the contract: `<name>.ts` of test/support/pulumi/hosts exports `RESOURCES`. A word each. */
const LISTED = ['aws', 'azure', 'bare-metal', 'digitalocean', 'gcp', 'hetzner', 'openstack'] as const;

/** Those whose page has a whole program. A word each. */
const PAGES = ['aws'] as const satisfies readonly (typeof LISTED)[number][];

for (const name of LISTED) describeHostResources(name, () => resourcesOf(name));
for (const name of PAGES) describePageExample(name, () => resourcesOf(name));

/** Loaded when its tests run, and not before, because each loads the SDK of its provider. */
function resourcesOf(name: (typeof LISTED)[number]): ListedResources {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return (require(`../../../support/pulumi/hosts/${name}`) as { readonly RESOURCES: ListedResources }).RESOURCES;
}
