import type { InputProblem } from './input-codes';

/** What can be wrong with what a program says of the place where a management cluster runs. */
export const PLACE_PROBLEMS = {
  value: {
    code: 'CLN3250',
    title: 'a place that cannot be',
    explanation:
      'What a host is told about its place becomes names of resources and fields of objects, so each value has a form: regions and zones as the provider writes them, ranges in CIDR notation, addresses of balancers within a network of yours. The page of the host in docs/hosts says which.',
  },
  poolSize: {
    code: 'CLN3251',
    title: 'a group of nodes of an impossible size',
    explanation:
      'A group has at least one machine and a largest number that is not below the smallest. etcd keeps a majority: its machines are three or more, so that one of them may go. See https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance.',
  },
  machines: {
    code: 'CLN3252',
    title: 'machines that make no management cluster',
    explanation:
      'A place without an API is a list of machines: each has a name and an address of its own, and there are one, three or five controllers, because etcd keeps a majority. See https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members.',
  },
  removableDisk: {
    code: 'CLN3253',
    title: 'etcd on an SD card',
    explanation:
      'SD cards and USB sticks acknowledge a write after tens or hundreds of milliseconds and wear out under the writes of etcd within months. A small computer boots from one and keeps etcd on an NVMe or SATA disk, or uses a datastore elsewhere. See https://etcd.io/docs/v3.6/op-guide/hardware/#disks.',
  },
  injectedModule: {
    code: 'CLN3254',
    title: 'an SDK that lacks a resource',
    explanation:
      'Where no SDK of a provider is published, the program generates one and passes it in. It has to have the resources that the management cluster is made of. See https://www.pulumi.com/docs/iac/concepts/providers/any-terraform-provider/.',
  },
} as const satisfies Record<string, InputProblem>;
