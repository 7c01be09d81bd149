/**
 * Locations by name: their network zone, and what the cloud controller writes into `topology.kubernetes.io/zone`.
 * Sources: https://docs.hetzner.com/cloud/general/locations/, https://github.com/hetznercloud/hcloud-cloud-controller-manager
 */
export const LOCATIONS = {
  fsn1: { networkZone: 'eu-central', zone: 'fsn1-dc14' },
  nbg1: { networkZone: 'eu-central', zone: 'nbg1-dc3' },
  hel1: { networkZone: 'eu-central', zone: 'hel1-dc2' },
  ash: { networkZone: 'us-east', zone: 'ash-dc1' },
  hil: { networkZone: 'us-west', zone: 'hil-dc1' },
  sin: { networkZone: 'ap-southeast', zone: 'sin-dc1' },
} as const;

/** A location of Hetzner Cloud. */
export type HetznerLocation = keyof typeof LOCATIONS;
