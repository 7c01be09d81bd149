import type { Input } from '@pulumi/pulumi';
import { ColonnadeError, MANAGER_PROBLEMS } from '../../findings';
import type { Finding } from '../../findings';

/** Which service ends: clusters that Google makes in other clouds. */
const ENDING: Readonly<Record<string, string>> = {
  aws: 'GKE on AWS',
  azure: 'GKE on Azure',
  'gke-on-aws': 'GKE on AWS',
  'gke-on-azure': 'GKE on Azure',
};

/** Refuses a cluster that Google makes in another cloud. @throws CLN8120 */
export function refuseEndingService(name: string, distribution: string): void {
  const service = Object.hasOwn(ENDING, distribution) ? ENDING[distribution] : undefined;
  if (service === undefined) return;
  refuse('endOfService', {
    path: name,
    property: 'distribution',
    message: `${service} shuts down on 2027-03-17, and no new cluster should be made of it.`,
    fix: "attach a cluster of any kind: distribution: 'generic', 'eks' or 'aks'.",
  });
}

/** Issuers that only the cluster itself can reach. */
const INSIDE = /^https:\/\/(?:[^/:]*\.svc(?:\.|[/:]|$)|kubernetes\.default(?:[/:]|$)|localhost(?:[/:]|$))/;

/** Refuses an issuer whose tokens Google cannot check, as far as it is known beforehand. @throws CLN8121 */
export function refuseUnknownIssuer(name: string, issuerUrl: Input<string>, jwks: Input<string> | undefined): void {
  if (typeof issuerUrl !== 'string') return;
  if (!issuerUrl.startsWith('https://')) {
    refuse('membership', {
      path: name,
      property: 'issuerUrl',
      message: `expected a URL with https (got ${JSON.stringify(issuerUrl)}).`,
      fix: 'write the issuer of the discovery document: kubectl get --raw /.well-known/openid-configuration.',
    });
  }
  if (jwks === undefined && INSIDE.test(issuerUrl)) {
    refuse('membership', {
      path: name,
      property: 'jwks',
      message: `Google cannot reach ${issuerUrl}, which is inside of the cluster, and has no keys to check its tokens with.`,
      fix: 'jwks: what kubectl get --raw /openid/v1/jwks says.',
    });
  }
}

function refuse(problem: 'endOfService' | 'membership', finding: Omit<Finding, 'code' | 'severity'>): never {
  throw ColonnadeError.of({ code: MANAGER_PROBLEMS[problem].code, ...finding });
}
