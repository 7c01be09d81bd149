import { ColonnadeError, RENDER_PROBLEMS } from '../findings';
import type { Finding } from '../findings';
import { dns1123SubdomainProblem, dnsNameProblem, parseIp } from '../kubernetes';
import type { CertificateEntry, PkiInventory } from './inventory';

/** Longest common name. RFC 5280, `ub-common-name`. */
const LONGEST_COMMON_NAME = 64;

/** What cert-manager's webhook asks for: https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec */
const SHORTEST = { lifetimeHours: 1, renewBeforeHours: 5 / 60 } as const;

type Report = (code: Finding['code'], property: string, message: string, fix: string) => void;

/**
 * What is wrong with an inventory. cert-manager's webhook finds some of it, but a cluster may run without one, and then a
 * certificate is issued that nobody accepts, or none ever.
 */
export function checkInventory(inventory: PkiInventory): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const entry of inventory.entries) {
    const report: Report = (code, property, message, fix) => {
      findings.push({ code, severity: 'error', path: inventory.path, property, message, fix });
    };
    checkNames(entry, report);
    checkLifetime(entry, report);
    checkPlace(entry, inventory, seen, report);
  }
  return findings;
}

/**
 * @throws ColonnadeError `CLN4050` for a name or address that no certificate can carry, `CLN4051` for a lifetime that cannot
 * be, `CLN4052` for an inventory that contradicts itself; all at once
 */
export function assertInventory(inventory: PkiInventory): void {
  const findings = checkInventory(inventory);
  if (findings.length > 0) throw new ColonnadeError(findings);
}

function checkNames(entry: CertificateEntry, report: Report): void {
  const at = (field: string): string => `certificates.${entry.name}.${field}`;
  if (entry.commonName.length > LONGEST_COMMON_NAME) {
    report(
      RENDER_PROBLEMS.certificateName.code,
      at('commonName'),
      `'${entry.commonName}' has ${entry.commonName.length} characters, and a common name at most ${LONGEST_COMMON_NAME}.`,
      'choose a shorter name for what the certificate is for.',
    );
  }
  entry.dnsNames.forEach((name, index) => {
    const problem = dnsNameProblem(name, { wildcard: true });
    if (problem === undefined) return;
    report(
      RENDER_PROBLEMS.certificateName.code,
      at(`dnsNames[${index}]`),
      `'${name}' is no name for a certificate: it ${problem}.`,
      'write a DNS name such as api.example.com, or an IP address.',
    );
  });
  entry.ipAddresses.forEach((address, index) => {
    const read = parseIp(address);
    if (!read.ok)
      report(
        RENDER_PROBLEMS.certificateName.code,
        at(`ipAddresses[${index}]`),
        `${read.problem}.`,
        'write an IP address.',
      );
  });
  if (entry.commonName === '' && entry.dnsNames.length + entry.ipAddresses.length === 0) {
    report(
      RENDER_PROBLEMS.inventory.code,
      at('commonName'),
      'the certificate names nobody.',
      'give it a common name or a DNS name.',
    );
  }
}

function checkLifetime(entry: CertificateEntry, report: Report): void {
  const { lifetimeHours, renewBeforeHours } = entry;
  const long = Number.isFinite(lifetimeHours) && lifetimeHours >= SHORTEST.lifetimeHours;
  if (long && renewBeforeHours >= SHORTEST.renewBeforeHours && renewBeforeHours < lifetimeHours) return;
  report(
    RENDER_PROBLEMS.certificateLifetime.code,
    `certificates.${entry.name}.lifetimeHours`,
    `a lifetime of ${lifetimeHours} h, renewed ${renewBeforeHours} h before its end, cannot be.`,
    'let it live at least one hour, and renew it at least five minutes before its end and after its start.',
  );
}

function checkPlace(entry: CertificateEntry, inventory: PkiInventory, seen: Set<string>, report: Report): void {
  const property = `certificates.${entry.name}`;
  const nameProblem = dns1123SubdomainProblem(entry.name);
  if (nameProblem !== undefined) {
    report(
      RENDER_PROBLEMS.inventory.code,
      property,
      `'${entry.name}' names a Secret: it ${nameProblem}.`,
      'choose another name.',
    );
  }
  const key = `${entry.namespace}/${entry.name}`;
  if (seen.has(key))
    report(RENDER_PROBLEMS.inventory.code, property, `two certificates are called ${key}.`, 'rename one of them.');
  seen.add(key);
  if (entry.usages.length === 0) {
    report(
      RENDER_PROBLEMS.inventory.code,
      property,
      'the certificate has no usages, so nothing accepts it.',
      'name its usages.',
    );
  }
  if (entry.issuer.kind === 'ca') checkIssuer(entry, entry.issuer.name, inventory, report);
}

function checkIssuer(entry: CertificateEntry, name: string, inventory: PkiInventory, report: Report): void {
  const issuer = inventory.entries.find((other) => other.name === name && other.namespace === entry.namespace);
  if (issuer?.isCa !== true) {
    report(
      RENDER_PROBLEMS.inventory.code,
      `certificates.${entry.name}.issuer`,
      `'${name}' is no CA here.`,
      'name a CA of the inventory.',
    );
  } else if (entry.lifetimeHours > issuer.renewBeforeHours) {
    report(
      RENDER_PROBLEMS.certificateLifetime.code,
      `certificates.${entry.name}.lifetimeHours`,
      `it lives ${entry.lifetimeHours} h, and its CA '${name}' is renewed only ${issuer.renewBeforeHours} h before its end.`,
      'renew the CA earlier, or let the certificate live shorter: it must end before its CA does.',
    );
  }
}
