import type { InputProblem } from '../../findings';

/** What can be wrong with a join credential. No message ever holds a token. */
export const CREDENTIAL_PROBLEMS = {
  form: {
    code: 'CLN4070',
    title: 'a join credential of another form',
    explanation:
      'A join credential is a text whose first line is colonnade-join/v1, followed by one key=value a line: server, ca, ca-hash, token, expires and pool, each once. A text of another version, with other keys, or cut short on its way is refused as a whole.',
  },
  value: {
    code: 'CLN4071',
    title: 'a value that a join credential cannot hold',
    explanation:
      'The server is an https URL without a path; the CA is certificates in PEM, in base64 on one line; the token is a bootstrap token, six characters, a dot and sixteen characters; the expiry is an instant in UTC to the second; the pool is written tenant/pool. Tokens are described in https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/.',
  },
  caHash: {
    code: 'CLN4072',
    title: 'a join credential whose hash is not that of its CA',
    explanation:
      'ca-hash is the SHA-256 of the public key of one of the certificates in ca, as kubeadm writes it. Where both do not belong together, the text was changed on its way, and a machine that used it might join somebody else.',
  },
  expired: {
    code: 'CLN4073',
    title: 'a join credential that has expired',
    explanation:
      'Tokens live for an hour or two, because whoever holds one can make a node. The API server refuses an expired one and removes it; a machine that started too late needs a new credential.',
  },
} as const satisfies Record<string, InputProblem>;
