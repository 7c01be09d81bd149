import type { InputProblem } from './input-codes';

/** What Google Cloud and Azure refuse of a management cluster. */
export const CLOUD_PROBLEMS = {
  zoneOfAnotherRegion: {
    code: 'CLN3220',
    title: 'a zone that is not in its region',
    explanation:
      'Nodes of a regional cluster are in zones of its region, and disks of etcd stay in the zone where they were made. Zones of Google Cloud are named by their region and a letter, europe-west3-a; a few regions have no zone a. See https://cloud.google.com/compute/docs/regions-zones.',
  },
  noPrivateReservation: {
    code: 'CLN3230',
    title: 'a private address that cannot be reserved',
    explanation:
      'Azure reserves public addresses. An internal load balancer takes any free address of its subnet, and the one who writes the Service chooses it: there is nothing that a program could reserve beforehand. Choose addresses in the subnet of the balancers, which no node gets. See https://learn.microsoft.com/en-us/azure/aks/internal-lb.',
  },
  noPremiumDisks: {
    code: 'CLN3231',
    title: 'a machine for etcd that takes no premium disks',
    explanation:
      'Volumes of etcd are premium disks, and only sizes with an s in their name take these. On others the pods of etcd wait forever for their volumes. See https://learn.microsoft.com/en-us/azure/virtual-machines/vm-naming-conventions.',
  },
} as const satisfies Record<string, InputProblem>;
