import type { KubernetesObject } from '../../../kubernetes';
import type { TenantModel } from '../../../model';
import { BOOTSTRAP_TOKENS, singleUseTokenId } from '../../../workers';
import { internalHost } from '../bootstrap/endpoint';
import { CREDENTIALS_MODE, scriptAccount, scriptPodSpec } from '../bootstrap/job-pod';
import { USED_TOKENS_SCRIPT } from '../bootstrap/scripts/used-tokens';
import type { UsedTokensEnvironment } from '../bootstrap/scripts/used-tokens';
import { labelsFor, metadataFor } from '../objects';
import type { Owner } from '../objects';
import { JOIN_COMPONENT } from './credential-job';
import { USED_TOKENS, singleUsePools } from './identities';

/** How long a token may be of use after its machine has joined: five minutes, and the time that a pod takes to start. */
const SCHEDULE = '*/5 * * * *';

/** Seconds that one try may take. The next one comes in five minutes. */
const LIMIT_SECONDS = 240;

/**
 * A CronJob that removes the single-use token of every machine that has joined. It has no rights in the management cluster, and
 * inside the tenant it may look whether these nodes exist and delete these tokens, by their names.
 */
export function usedTokenObjects(tenant: TenantModel, owner: Owner): readonly KubernetesObject[] {
  const machines = singleUsePools(tenant).flatMap((pool) =>
    pool.machines.hosts.map(({ name }) => `${name} ${BOOTSTRAP_TOKENS.prefix}${singleUseTokenId(pool.name, name)}`),
  );
  if (machines.length === 0) return [];
  const environment: UsedTokensEnvironment = {
    TENANT_HOST: internalHost(tenant),
    TENANT_PORT: String(tenant.endpoint.port),
    MACHINES: machines.join('\n'),
    // A pod's start and one round of questions fit into the rest.
    WAIT_SECONDS: String(LIMIT_SECONDS - 60),
  };
  const podSpec = scriptPodSpec(tenant, {
    name: USED_TOKENS,
    script: USED_TOKENS_SCRIPT,
    environment: { ...environment },
    volumes: [{ name: 'credentials', secret: { secretName: USED_TOKENS, defaultMode: CREDENTIALS_MODE } }],
    token: false,
  });
  return [
    ...scriptAccount(owner, USED_TOKENS, []),
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadataFor(owner, USED_TOKENS, JOIN_COMPONENT),
      spec: {
        schedule: SCHEDULE,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 300,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 1,
        jobTemplate: {
          spec: {
            backoffLimit: 0,
            activeDeadlineSeconds: LIMIT_SECONDS,
            template: { metadata: { labels: labelsFor(owner, JOIN_COMPONENT) }, spec: podSpec },
          },
        },
      },
    },
  ];
}
