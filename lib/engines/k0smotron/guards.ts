import type { NetworkPolicyEgressRule } from 'kubernetes-types/networking/v1';
import type { KubernetesObject } from '../../kubernetes';
import type { TenantModel } from '../../model';
import type { RenderContext } from '../engine';
import { ENCRYPTION_KEY } from '../native/bootstrap/encryption-key';
import { metadataFor, selectorFor } from '../native/objects';
import type { Owner } from '../native/objects';
import { BOTH, DNS, managementApiServers, outsideRules, policy, tcp } from '../native/tenant/network-policies';
import { portsOf } from './cluster-object';
import { ETCD_PORTS, MONITORING_PORT, NAMES, controlPlaneSelector, etcdSelector } from './names';
import { etcdMembers, optionsOf, storageOf } from './options';

/**
 * k0smotron makes no PodDisruptionBudget. One pod of k0s at a time may be taken by a drain, and as many members of etcd as can be missing
 * without losing the quorum.
 */
export function disruptionBudgets(tenant: TenantModel, owner: Owner): readonly KubernetesObject[] {
  const members = etcdMembers(tenant);
  return [
    budget(owner, NAMES.controlPlane, {
      maxUnavailable: 1,
      selector: { matchLabels: controlPlaneSelector(tenant) },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    }),
    ...(storageOf(tenant).kind === 'etcd' && members > 1
      ? [budget(owner, NAMES.etcd, { maxUnavailable: 1, selector: { matchLabels: etcdSelector(tenant) } })]
      : []),
  ];
}

function budget(owner: Owner, name: string, spec: object): KubernetesObject {
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadataFor(owner, name, name), spec };
}

/** Databases that kine knows: PostgreSQL, MySQL, NATS. */
const DATABASE_PORTS = [5432, 3306, 4222];

/**
 * k0smotron makes no NetworkPolicy. Nothing in the namespace talks to anything, except: anybody to API servers and konnectivity servers;
 * these to each other, to their datastore and to what API servers dial outside; members of etcd to each other; the Job that makes the
 * encryption key to the management cluster's API servers; all of them to DNS.
 */
export function networkPolicies(
  tenant: TenantModel,
  owner: Owner,
  context: RenderContext,
): readonly KubernetesObject[] {
  const controlPlane = { podSelector: { matchLabels: controlPlaneSelector(tenant) } };
  const etcd = { podSelector: { matchLabels: etcdSelector(tenant) } };
  const storage = storageOf(tenant).kind;
  return [
    policy(owner, 'default-deny', { podSelector: {}, policyTypes: BOTH }),
    policy(owner, NAMES.controlPlane, {
      ...controlPlane,
      policyTypes: BOTH,
      ingress: [{ ports: openPorts(tenant).map(tcp) }, { from: [controlPlane] }],
      egress: [{ to: [controlPlane] }, ...dataRules(tenant), ...outsideRules(tenant, context), DNS],
    }),
    ...(storage === 'etcd'
      ? [
          policy(owner, NAMES.etcd, {
            ...etcd,
            policyTypes: BOTH,
            ingress: [
              { from: [controlPlane, etcd], ports: [tcp(ETCD_PORTS.client)] },
              { from: [etcd], ports: [tcp(ETCD_PORTS.peer)] },
            ],
            egress: [{ to: [etcd], ports: [tcp(ETCD_PORTS.client), tcp(ETCD_PORTS.peer)] }, DNS],
          }),
        ]
      : []),
    policy(owner, 'jobs', {
      podSelector: { matchLabels: selectorFor(owner, ENCRYPTION_KEY) },
      policyTypes: BOTH,
      egress: [managementApiServers(context), DNS],
    }),
  ];
}

function openPorts(tenant: TenantModel): readonly number[] {
  const { apiPort, konnectivityPort } = portsOf(tenant);
  return [
    apiPort,
    ...(tenant.konnectivity.enabled ? [konnectivityPort] : []),
    ...(optionsOf(tenant).monitoring === undefined ? [] : [MONITORING_PORT]),
  ];
}

function dataRules(tenant: TenantModel): readonly NetworkPolicyEgressRule[] {
  switch (storageOf(tenant).kind) {
    case 'etcd':
      return [{ to: [{ podSelector: { matchLabels: etcdSelector(tenant) } }], ports: [tcp(ETCD_PORTS.client)] }];
    case 'kine':
      return [{ ports: DATABASE_PORTS.map(tcp) }];
    case 'nats':
      return [];
  }
}
