import type { Rule } from '../../../model';
import { auditFile } from './audit-file';
import { certificateAlarm } from './certificate-alarm';
import { dataSource } from './data-source';
import { dnsAddress } from './dns-address';
import { etcdMemberCount } from './etcd-members';
import { imageTag } from './image-tag';
import { ingressVersion } from './ingress-version';
import { natsReplicas } from './nats-replicas';
import { optionBounds } from './option-bounds';
import { ownFlags } from './own-flags';
import { persistenceKind } from './persistence-kind';
import { privilegedPort } from './privileged-port';
import { profileClash } from './profile-clash';
import { releaseNumber } from './release-number';
import { remoteFiles } from './remote-files';
import { remoteTokens } from './remote-tokens';

/** What k0smotron takes and cannot do, in the order of codes. */
export const K0SMOTRON_RULES: readonly Rule[] = Object.freeze([
  releaseNumber,
  persistenceKind,
  dataSource,
  natsReplicas,
  etcdMemberCount,
  ingressVersion,
  privilegedPort,
  remoteTokens,
  remoteFiles,
  auditFile,
  dnsAddress,
  profileClash,
  imageTag,
  ownFlags,
  certificateAlarm,
  optionBounds,
]);
