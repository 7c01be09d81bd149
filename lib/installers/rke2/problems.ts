import type { InputProblem } from '../../findings';

/** What cannot be installed with RKE2, by code. */
export const RKE2_PROBLEMS = {
  rke1: {
    code: 'CLN8040',
    title: 'RKE1, which has ended',
    explanation:
      'RKE1 had its end of life on 2025-07-31: there are no fixes of it any more, Rancher supports it no longer from 2.12 on, and its repository was archived on 2026-08-31. Its successor is RKE2. There is no upgrade in place: a new cluster is made, and what runs moves. See https://www.suse.com/lifecycle/.',
  },
  snapshots: {
    code: 'CLN8041',
    title: 'snapshots that are never taken, or never kept',
    explanation:
      'Snapshots of etcd are taken by a schedule of five fields of cron, and at least one is kept. See https://docs.rke2.io/datastore/backup_restore.',
  },
  bucket: {
    code: 'CLN8042',
    title: 'a bucket that Rancher has no keys for',
    explanation:
      'Rancher takes keys of a bucket from a cloud credential, a Secret of its own management cluster that is named with its namespace. Keys are never written into the cluster. See https://ranchermanager.docs.rancher.com/reference-guides/user-settings/manage-cloud-credentials.',
  },
} as const satisfies Readonly<Record<string, InputProblem>>;

/** What happened to RKE1, with dates. */
export const RKE1_ENDED =
  'RKE1 ended on 2025-07-31, Rancher supports it no longer from 2.12 on, and its repository was archived on 2026-08-31.';
