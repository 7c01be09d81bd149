import type { InputProblem } from '../../findings';

/** What cannot be installed with OpenShift, by code. */
export const OPENSHIFT_PROBLEMS = {
  topology: {
    code: 'CLN8060',
    title: 'a number of machines that OpenShift does not install',
    explanation:
      'OpenShift has three or five control planes, or is a single node: one control plane without workers, on platform none, since nobody else could take over an address. See https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/installing_an_on-premise_cluster_with_the_agent-based_installer/preparing-to-install-with-agent-based-installer.',
  },
  vips: {
    code: 'CLN8061',
    title: 'addresses of API and ingress that cannot be',
    explanation:
      'API and ingress have addresses of their own, which are free, different, and in the range of the machines, since one of these answers for them by ARP. See https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/installing_on_bare_metal/.',
  },
  host: {
    code: 'CLN8062',
    title: 'a host that the agent would not recognize or reach',
    explanation:
      'The agent knows a machine by the MAC address of its interface and gives it the address that is written for it, so both are well formed, each is there once, and the address is in the range of the machines. See https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/installing_an_on-premise_cluster_with_the_agent-based_installer/.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;
