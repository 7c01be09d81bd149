import type { EnforcementLevel, ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { isDeletionProtected } from '../../engines';
import { formatFinding } from '../../findings';
import type { FindingCode } from '../../findings';
import { secretIn } from '../../synth';
import { isKubernetesObject } from './objects';
import { findingsOf } from './findings-of';

/** How strict the policies are. */
export interface PolicyOptions {
  /** What becomes of warnings of the checks that the program did not accept. @default 'advisory' */
  readonly warnings?: EnforcementLevel;
  /** Codes of warnings that this organization accepts everywhere. @default [] */
  readonly acknowledged?: readonly FindingCode[];
  /** Codes of warnings that stop a run, even where the program accepted them. @default [] */
  readonly mandatory?: readonly FindingCode[];
  /** What becomes of objects that their tenant protects from deletion, and the program does not. @default 'advisory' */
  readonly unprotected?: EnforcementLevel;
  /** What becomes of private keys and signed tokens that are written into objects. @default 'mandatory' */
  readonly secrets?: EnforcementLevel;
}

/**
 * Policies of CrossGuard for programs that deploy fleets:
 *
 * - `colonnade-errors` and `colonnade-warnings`: what the checks said of the fleet. The program ran them, with the version of this library
 *   that it has, and told the engine; a program that lies about it is not found out;
 * - `colonnade-mandatory`: warnings that an organization lets nobody accept;
 * - `colonnade-protection` and `colonnade-secrets`: read from the objects themselves, after every transformation of the program.
 *
 * @see https://www.pulumi.com/docs/insights/policy/policy-packs/
 */
export function colonnadePolicies(options: PolicyOptions = {}): readonly ResourceValidationPolicy[] {
  const { warnings = 'advisory', acknowledged = [], mandatory = [], unprotected = 'advisory' } = options;
  const { secrets = 'mandatory' } = options;
  const isMandatory = (code: FindingCode): boolean => mandatory.includes(code);
  return [
    {
      name: 'colonnade-errors',
      description: 'A fleet has no errors.',
      enforcementLevel: 'mandatory',
      validateResource: reporting((args) =>
        findingsOf(args)
          .filter(({ severity }) => severity === 'error')
          .map(formatFinding),
      ),
    },
    {
      name: 'colonnade-warnings',
      description: 'Warnings of a fleet are mended, or accepted with a reason.',
      enforcementLevel: warnings,
      configSchema: { properties: { acknowledged: { type: 'array', items: { type: 'string' } } } },
      validateResource: reporting((args) => {
        const { acknowledged: configured = [] } = args.getConfig<{ readonly acknowledged?: readonly string[] }>();
        const accepted = new Set<string>([...acknowledged, ...configured]);
        return findingsOf(args)
          .filter(
            ({ severity, code, acknowledged: isAccepted }) =>
              severity === 'warning' && !isAccepted && !accepted.has(code),
          )
          .filter(({ code }) => !isMandatory(code))
          .map(formatFinding);
      }),
    },
    {
      name: 'colonnade-mandatory',
      description: 'Some warnings are not for the program to accept.',
      enforcementLevel: 'mandatory',
      validateResource: reporting((args) =>
        findingsOf(args)
          .filter(({ code }) => isMandatory(code))
          .map((finding) => `${formatFinding(finding)}${finding.acknowledged ? ' It cannot be accepted here.' : ''}`),
      ),
    },
    {
      name: 'colonnade-protection',
      description: 'What a tenant or datastore protects from deletion, Pulumi protects as well.',
      enforcementLevel: unprotected,
      validateResource: reporting(({ props, opts, name }) =>
        isKubernetesObject(props) && isDeletionProtected(props) && !opts.protect
          ? [
              `${props.kind} ${name} is protected from deletion in the cluster, and not in the program. Fix: protection: 'protect'.`,
            ]
          : [],
      ),
    },
    {
      name: 'colonnade-secrets',
      description: 'No private key and no signed token stands in an object that is no Secret.',
      enforcementLevel: secrets,
      validateResource: reporting(({ props, name }) => {
        if (!isKubernetesObject(props) || props.kind === 'Secret') return [];
        const found = secretIn(props);
        return found === undefined
          ? []
          : [
              `${found.what} is written into ${props.kind} ${name}, ${found.property}. Fix: keep it in a Secret that is made in the cluster.`,
            ];
      }),
    },
  ];
}

type Validate = Extract<NonNullable<ResourceValidationPolicy['validateResource']>, (...args: never[]) => unknown>;

/** A policy that reports each of these violations. */
function reporting(violationsOf: (args: ResourceValidationArgs) => readonly string[]): Validate {
  return (args, report) => {
    for (const violation of violationsOf(args)) report(violation);
  };
}
