import type { CloudModel } from '../../../model';

/** How a machine of a cloud learns its own `spec.providerID`, in shell. `null`: this cloud has no way that is known here. */
export function providerIdFunctions(cloud: Pick<CloudModel, 'name'> | null): string | null {
  const lookup = cloud === null ? undefined : LOOKUPS[cloud.name];
  return lookup === undefined
    ? null
    : `ask_provider_id() {
${lookup}}

# A cloud controller would find it by the node's name, which fails where names are not the cloud's.
find_provider_id() {
  [ -z "$provider_id" ] || return 0
  if command -v curl >/dev/null && retry 3 ask_provider_id && matches "$provider_id" '[a-z]+://[A-Za-z0-9_./-]+'; then
    return 0
  fi
  provider_id=''
  say 'warning: the metadata service does not tell the id of this machine; the cloud controller has to find it'
}`;
}

/** By name of the cloud; each leaves the id in provider_id. */
const LOOKUPS: Readonly<Record<string, string>> = {
  // https://github.com/kubernetes/cloud-provider-aws/blob/master/docs/prerequisites.md
  aws: `  imds=$(printf 'request = PUT\\nheader = "X-aws-ec2-metadata-token-ttl-seconds: 60"\\n' | metadata /latest/api/token) || return 1
  imds_header=$(printf 'header = "X-aws-ec2-metadata-token: %s"' "$imds")
  zone=$(printf '%s\\n' "$imds_header" | metadata /latest/meta-data/placement/availability-zone) || return 1
  instance=$(printf '%s\\n' "$imds_header" | metadata /latest/meta-data/instance-id) || return 1
  provider_id=aws:///$zone/$instance
`,
  // https://cloud.google.com/compute/docs/metadata/predefined-metadata-keys
  gcp: `  project=$(printf 'header = "Metadata-Flavor: Google"\\n' | metadata /computeMetadata/v1/project/project-id) || return 1
  zone=$(printf 'header = "Metadata-Flavor: Google"\\n' | metadata /computeMetadata/v1/instance/zone) || return 1
  instance=$(printf 'header = "Metadata-Flavor: Google"\\n' | metadata /computeMetadata/v1/instance/name) || return 1
  provider_id=gce://$project/\${zone##*/}/$instance
`,
  // https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service
  azure: `  instance=$(printf 'header = "Metadata: true"\\n' | metadata '/metadata/instance/compute/resourceId?api-version=2021-02-01&format=text') || return 1
  provider_id=azure://$instance
`,
  // https://docs.hetzner.cloud/reference/cloud#server-metadata
  hetzner: `  instance=$(metadata /hetzner/v1/metadata/instance-id </dev/null) || return 1
  provider_id=hcloud://$instance
`,
  // https://docs.digitalocean.com/reference/api/metadata/
  digitalocean: `  instance=$(metadata /metadata/v1/id </dev/null) || return 1
  provider_id=digitalocean://$instance
`,
  // https://docs.openstack.org/nova/latest/user/metadata.html
  openstack: `  metadata /openstack/latest/meta_data.json </dev/null >"$work/machine" || return 1
  provider_id=openstack:///$(json_text uuid <"$work/machine")
`,
};
