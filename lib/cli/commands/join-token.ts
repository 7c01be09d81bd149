import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { nearest } from '../../findings';
import { parseDuration } from '../../kubernetes';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';
import { findPool } from '../join-token/find-pool';
import type { FindOptions, FoundPool } from '../join-token/find-pool';
import { listTokens, makeToken, revokeTokens } from '../join-token/tokens';
import type { ListedToken } from '../join-token/tokens';
import { commandError } from '../problems';

interface JoinTokenOptions extends FindOptions {
  /** Seconds. */
  readonly ttl?: number;
  readonly host?: string;
  readonly out?: string;
  readonly show?: boolean;
  readonly list?: boolean;
  readonly revoke?: boolean;
  readonly json?: boolean;
}

/** `colonnade join-token <tenant> <pool>` */
export function joinTokenCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('join-token')
    .summary('make, list or remove the tokens with which machines of a pool become nodes')
    .description(
      'Makes a bootstrap token of a pool in its tenant and prints the join credential, which a machine needs besides its bootstrap document: a secret, on standard output alone. Reads the management cluster with kubectl and talks to the API server of the tenant.',
    )
    .argument('<tenant>', 'name of the tenant')
    .argument('<pool>', 'name of the pool')
    .option('--ttl <duration>', 'how long the token lives, at most 24h (default: as the pool says)', lifetime)
    .option('--host <name>', 'machine of a single-use pool; the token is removed when that has joined')
    .option('--out <file>', 'write the credential into a file that only you can read')
    .option('--show', 'print the credential although standard output is a terminal')
    .option('--list', 'list the tokens of the pool and when they end; never their secret half')
    .option('--revoke', 'remove all tokens of the pool; nodes that have joined stay')
    .option('--context <name>', 'context of the management cluster, as kubectl knows it')
    .option('--kubeconfig <file>', 'kubeconfig with that context')
    .option('--namespace <name>', 'namespace of the tenant (default: found by its label)')
    .option('--json', 'print as JSON')
    .action(async (tenant: string, pool: string, options: JoinTokenOptions) => {
      refuseContradictions(options, io);
      const found = await findPool(tenant, pool, options, io);
      if (options.list === true) list(await listTokens(found), 'tokens', options, io);
      else if (options.revoke === true) await revoke(found, options, io);
      else await make(found, options, io);
      done(EXIT.ok);
    });
}

/** Before anything is made: a token that nobody gets to see would be there all the same. */
function refuseContradictions(options: JoinTokenOptions, io: Io): void {
  const making = options.list !== true && options.revoke !== true;
  if (options.list === true && options.revoke === true) {
    throw commandError('usage', 'join-token', '--list and --revoke are two commands.', 'choose one.');
  }
  const idle = (['ttl', 'host', 'out', 'show'] as const).find((name) => options[name] !== undefined);
  if (!making && idle !== undefined) {
    const mode = options.list === true ? '--list' : '--revoke';
    throw commandError(
      'usage',
      'join-token',
      `${mode} makes no token, so --${idle} has no effect.`,
      `leave --${idle} out.`,
    );
  }
  if (making && io.stdoutIsTerminal === true && options.out === undefined && options.show !== true) {
    throw commandError(
      'secretOnTerminal',
      'join-token',
      'the credential is a secret, and standard output is a terminal, which may keep it.',
      'pipe it to where it is needed (| ssh HOST ...), write it with --out FILE, or print it with --show.',
    );
  }
}

async function make(found: FoundPool, options: JoinTokenOptions, io: Io): Promise<void> {
  const { tenant, pool } = found;
  refuseHost(found, options.host);
  const file = options.out === undefined ? undefined : secretFile(resolve(io.cwd, options.out));
  const seconds = options.ttl ?? found.tokenMinutes * 60;
  const { id, expires, credential } = await makeToken(found, seconds, options.host).catch((error: unknown) => {
    file?.drop();
    throw error;
  });
  file?.write(credential);
  if (options.json === true) {
    const place = options.out === undefined ? { credential } : { file: options.out };
    const host = options.host ?? null;
    io.out(`${JSON.stringify({ ok: true, tenant, pool, host, id, expires, ...place }, null, 2)}\n`);
  } else if (options.out === undefined) io.out(credential);
  const what =
    options.host === undefined ? `pool ${tenant}/${pool}` : `machine ${options.host} of pool ${tenant}/${pool}`;
  const where = options.out === undefined ? '' : ` Written to ${options.out}.`;
  io.err(`Token ${id} of ${what} ends at ${expires}.${where}\n`);
}

function refuseHost({ pool, delivery, hosts }: FoundPool, host: string | undefined): void {
  const single = delivery === 'single-use';
  if (host === undefined && !single) return;
  if (host === undefined) {
    throw commandError(
      'host',
      pool,
      'each machine of this pool has a token of its own.',
      `name one with --host: ${hosts.join(', ')}.`,
    );
  }
  if (!single) {
    throw commandError(
      'host',
      pool,
      `tokens of this pool are for any of its machines, and nobody would remove the one of '${host}'.`,
      "leave --host out, or write join: { delivery: 'single-use' } in the pool.",
    );
  }
  if (hosts.includes(host)) return;
  const near = nearest(host, hosts);
  throw commandError(
    'host',
    pool,
    `the pool has no machine '${host}'.`,
    near === undefined ? `name one of ${hosts.join(', ')}.` : `did you mean ${near}?`,
  );
}

async function revoke(found: FoundPool, options: JoinTokenOptions, io: Io): Promise<void> {
  list(await revokeTokens(found), 'revoked', options, io);
  if (found.delivery === 'secret') {
    io.err('A CronJob makes new tokens of this pool. To end that, remove the pool from the fleet and apply it.\n');
  }
}

function list(tokens: readonly ListedToken[], property: 'tokens' | 'revoked', options: JoinTokenOptions, io: Io): void {
  if (options.json === true) {
    io.out(`${JSON.stringify({ ok: true, [property]: tokens }, null, 2)}\n`);
    return;
  }
  for (const { id, expires, description } of tokens)
    io.out(`${id}  ${expires || 'never ends'.padEnd(20)}  ${description}\n`);
  if (tokens.length === 0) io.err('The pool has no tokens.\n');
}

/**
 * A place for a secret: never readable for others, not even for a moment, and whole or not there. It is tried before anything is made.
 *
 * @throws ColonnadeError `CLN9052` when nothing can be written there
 */
function secretFile(file: string): { write(text: string): void; drop(): void } {
  const temporary = `${file}.${randomUUID()}`;
  const drop = (): void => {
    rmSync(temporary, { force: true });
  };
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      drop();
      const reason = error instanceof Error ? error.message : String(error);
      throw commandError('unreadable', file, `it cannot be written: ${reason}`, 'name a file in a folder of yours.');
    }
  };
  attempt(() => {
    writeFileSync(temporary, '', { mode: 0o600, flag: 'wx' });
  });
  return {
    write: (text) => {
      attempt(() => {
        writeFileSync(temporary, text);
        renameSync(temporary, file);
      });
    },
    drop,
  };
}

function lifetime(text: string): number {
  const read = parseDuration(text);
  const seconds = read.ok ? Number(read.value / 1_000_000_000n) : 0;
  if (seconds < 60 || seconds > 24 * 3600) {
    throw new InvalidArgumentError('expected a duration such as 1h or 90m, between 1m and 24h.');
  }
  return seconds;
}
