import type { Rule } from '../../../model';
import { knownHost } from '../endpoint';
import { KNOWN_ENDPOINT, eachTenant, program } from './each';

/** Infrastructures that are told where the API server answers, by control plane. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  kamaji: ['metal3', 'openstack'],
  k0s: ['metal3', 'vsphere'],
  kubeadm: ['metal3', 'vsphere'],
};

/** The address is what the wrong program is about. */
const UNSTABLE = "fleet.acknowledge('CLN1207', 'assigned once');";

/** CLN7403 */
export const knownAddress: Rule = {
  code: 'CLN7403',
  severity: 'error',
  title: 'an infrastructure that has to know the address beforehand',
  explanation:
    'Metal3 has no load balancers, vSphere none for machines of a control plane, and an OpenStackCluster without one is given the address as apiServerFixedIP; for these Kamaji only checks what is there. Without an address that is known beforehand the cluster would wait forever. See https://cluster-api.sigs.k8s.io/developer/providers/contracts/infra-cluster.',
  wrong: program('kamajiControlPlane()', 'metal3()', 'endpoint: Endpoint.loadBalancer(),', UNSTABLE),
  right: program('kamajiControlPlane()', 'metal3()', KNOWN_ENDPOINT),
  check(fleet, report) {
    eachTenant(fleet, ({ tenant, controlPlane, infrastructure }) => {
      if (knownHost(tenant) !== null || NEEDED[controlPlane]?.includes(infrastructure) !== true) return;
      report({
        path: tenant.path,
        property: 'endpoint',
        message: `infrastructure ${infrastructure} with control plane ${controlPlane} has to know the address beforehand.`,
        fix: "Endpoint.loadBalancer({ address: '203.0.113.20' }).",
      });
    });
  },
};
