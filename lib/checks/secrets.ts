/** A kind of credential and the form it has. */
interface Form {
  readonly kind: string;
  readonly form: RegExp;
}

/**
 * Forms that nothing else has. Sources: the documentation of each issuer; bootstrap tokens from
 * https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/#token-format.
 */
const FORMS: readonly Form[] = [
  { kind: 'a private key', form: /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----/ },
  { kind: 'a private key', form: /LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,24}(?:UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFWS)/ },
  { kind: 'key data of a kubeconfig', form: /client-key-data["']?\s*:\s*["']?[A-Za-z0-9+/=]{20,}/ },
  { kind: 'a bearer token', form: /\bbearer\s+[A-Za-z0-9._~+/-]{16,}/i },
  { kind: 'a JSON web token', form: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/ },
  { kind: 'an AWS access key', form: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { kind: 'a GitHub token', form: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})/ },
  { kind: 'a GitLab token', form: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { kind: 'a Slack token', form: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/ },
  { kind: 'a Google API key', form: /\bAIza[0-9A-Za-z_-]{35}/ },
  { kind: 'an npm token', form: /\bnpm_[A-Za-z0-9]{36}/ },
  { kind: 'a Vault token', form: /\bhvs\.[A-Za-z0-9_-]{20,}/ },
  { kind: 'an age key', form: /AGE-SECRET-KEY-1[0-9A-Z]{20,}/ },
  { kind: 'a password in a URL', form: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^/\s:@?#]{1,100}:[^/\s@?#]{1,200}@/i },
  {
    kind: 'a registry credential',
    form: /"auths?"\s*:\s*(?:\{[^}]{0,200}\{)?[^}]{0,200}"(?:auth|password)"\s*:\s*"[^"]{4,}"/,
  },
  {
    kind: 'a password or token',
    form: /(?:^|[\s,;&?"'{-])[\w-]{0,40}(?:password|passwd|token|secret[_-]?key|api[_-]?key)["']?\s*[=:]\s*["']?[^\s"'$<{/=,;&]{6,}/i,
  },
];

/** A text that holds none of these holds none of the forms; most texts of a fleet stop here. */
const WORTH_A_LOOK =
  /-----BEGIN|LS0tLS1CRUdJTi|key-data|bearer|eyJ|AKIA|ASIA|gh[pousr]_|github_pat|glpat-|xox|AIza|npm_|hvs\.|AGE-SECRET|:\/\/[^/]*@|"auth|password|passwd|token|secret[_-]?key|api[_-]?key/i;

const TOKEN_LENGTH = 23;
const BOOTSTRAP_TOKEN = /^[a-z0-9]{6}\.(?=[a-z0-9]{0,15}\d)(?=[a-z0-9]{0,15}[a-z])[a-z0-9]{16}$/;

/** Names under which a value is a credential whatever its form. */
const SECRET_NAME =
  /(?:^|[-_.\/])(?:password|passwd|passphrase|token|bearer[-_]?token|api[-_]?key|secret[-_]?(?:access[-_]?)?key|client[-_]?secret|private[-_]?key|(?:client-)?key-data|credentials)$/i;

/** camelCase is taken apart, so that `clientSecret` ends like `client-secret`. */
const WORD_START = /([a-z0-9])([A-Z])/g;

/** Values that only say where a credential is, or whether there is one. */
const REFERENCE =
  /^(?:\/|\.|\$|<|\{|true$|false$|yes$|no$|none$|auto$|\d+[a-z]{0,2}$|(?:file|vault|secret|ref|env|arn|projects|sops|ssm|aws|gcp|azure):)/i;

/** Whether a text may be something that {@link secretIn} tells. `name`: what the text stands under, for example `password`. */
export function maybeSecret(text: string, name: string): boolean {
  if (text.length < 4) return false;
  return (text.length > 5 && (WORTH_A_LOOK.test(text) || text.length === TOKEN_LENGTH)) || isSecretName(name);
}

/** What kind of credential a text holds, or `undefined`. `name`: what the text stands under, for example `password`. */
export function secretIn(text: string, name: string): string | undefined {
  if (text.length === TOKEN_LENGTH && BOOTSTRAP_TOKEN.test(text)) return 'a bootstrap token';
  if (WORTH_A_LOOK.test(text)) {
    // Only the beginning of a very long text is looked at for forms that may start anywhere.
    const part = text.length > 1_000_000 ? text.slice(0, 1_000_000) : text;
    for (const { kind, form } of FORMS) if (form.test(part)) return kind;
  }
  return underSecretName(text, name);
}

const secretNames = new Map<string, boolean>();

function underSecretName(text: string, name: string): string | undefined {
  if (text.length < 4 || !isSecretName(name) || REFERENCE.test(text)) return undefined;
  return `the value of '${name.slice(0, 60)}'`;
}

function isSecretName(name: string): boolean {
  if (name === '') return false;
  const known = secretNames.get(name);
  if (known !== undefined) return known;
  const secret = name.length <= 200 && SECRET_NAME.test(name.replace(WORD_START, '$1-$2'));
  // The model has few names; those of labels and annotations could be many.
  if (secretNames.size < 10_000) secretNames.set(name, secret);
  return secret;
}
