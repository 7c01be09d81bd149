import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENABLE_AUTH_SCRIPT, TENANT_USER_SCRIPT } from '../../../../../lib/engines/native/etcd/scripts';

const BASH = '/bin/bash';
const withBash = spawnSync(BASH, ['--version']).status === 0 ? test : test.skip;

/**
 * An etcdctl that notes how it was called and answers like the real one. `STATE` is a file with what there is, one item a line;
 * `AUTH_AFTER` the number of questions after which authentication is on by itself.
 */
const FAKE_ETCDCTL = `#!${BASH}
STATE=\${0%/*}/state CALLS=\${0%/*}/calls
printf '%s\\n' "$*" >> "$CALLS"
has() { local line; while read -r line; do [ "$line" = "$1" ] && return 0; done < "$STATE"; return 1; }
fail() { echo "Error: etcdserver: $1" >&2; exit 1; }
case "$1 $2" in
'auth status')
  asked=0
  while read -r line; do [ "$line" = 'auth status' ] && asked=$((asked + 1)); done < "$CALLS"
  if has auth || { [ "\${AUTH_AFTER:-0}" -gt 0 ] && [ "$asked" -gt "$AUTH_AFTER" ]; }; then
    echo 'Authentication Status: true'
  else echo 'Authentication Status: false'; fi ;;
'auth enable') has 'grant root root' || fail 'root user does not have root role'; echo auth >> "$STATE" ;;
'user add') has "user $3" && fail 'user name already exists'; echo "user $3" >> "$STATE" ;;
'role add') has "role $3" && fail 'role name already exists'; echo "role $3" >> "$STATE" ;;
'role grant-permission') has "role $4" || fail 'role name not found'; echo "may $4 $5 $6 $3" >> "$STATE" ;;
'user grant-role') has "user $3" || fail 'user name not found'; echo "grant $3 $4" >> "$STATE" ;;
*) fail "what is $*" ;;
esac
`;

/** Runs a script with nothing in its path but the fake etcdctl, as a bash called sh. */
function run(script: string, state: string, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'colonnade-etcd-'));
  try {
    const file = (name: string) => join(folder, name);
    writeFileSync(file('etcdctl'), FAKE_ETCDCTL);
    chmodSync(file('etcdctl'), 0o755);
    writeFileSync(file('state'), state);
    writeFileSync(file('calls'), '');
    const { status, stdout } = spawnSync(BASH, ['--posix', '-c', script], {
      argv0: 'sh',
      env: { PATH: folder, ...env },
      encoding: 'utf8',
      timeout: 240_000,
    });
    const lines = (name: string) => readFileSync(file(name), 'utf8').split('\n').filter(Boolean);
    return { status, stdout, state: lines('state'), calls: lines('calls') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const TENANT = { TENANT_USER: 'team-a', TENANT_PREFIX: '/tenants/team-a' };

describe('the script that switches authentication on', () => {
  withBash('makes root and switches it on, with nothing but etcdctl at hand', () => {
    const { status, state } = run(ENABLE_AUTH_SCRIPT, '');
    expect(status).toBe(0);
    expect(state).toEqual(['user root', 'role root', 'grant root root', 'auth']);
  });

  withBash('goes on where an earlier run was cut off', () => {
    const { status, state } = run(ENABLE_AUTH_SCRIPT, 'user root\nrole root\n');
    expect(status).toBe(0);
    expect(state).toContain('auth');
  });

  withBash('only asks where it is on already', () => {
    const { status, calls } = run(ENABLE_AUTH_SCRIPT, 'auth\n');
    expect({ status, calls }).toEqual({ status: 0, calls: ['auth status'] });
  });
});

describe('the script that makes the user of a tenant', () => {
  withBash('gives it the keys below its prefix and no others', () => {
    const { status, state } = run(TENANT_USER_SCRIPT, 'auth\n', TENANT);
    expect(status).toBe(0);
    expect(state).toEqual([
      'auth',
      'role team-a',
      'may team-a readwrite /tenants/team-a/ --prefix=true',
      'user team-a',
      'grant team-a team-a',
    ]);
  });

  withBash('waits until authentication is on', () => {
    const { status, calls } = run(TENANT_USER_SCRIPT, '', { ...TENANT, AUTH_AFTER: '2' });
    expect(status).toBe(0);
    expect(calls.slice(0, 4)).toEqual(['auth status', 'auth status', 'auth status', 'role add team-a']);
  });

  withBash('can run again', () => {
    const { status, state } = run(TENANT_USER_SCRIPT, 'auth\nrole team-a\nuser team-a\n', TENANT);
    expect(status).toBe(0);
    expect(state).toContain('grant team-a team-a');
  });

  withBash('a prefix with spaces and quotes stays one argument', () => {
    const { calls } = run(TENANT_USER_SCRIPT, 'auth\n', { ...TENANT, TENANT_PREFIX: `/x "$(exit)' y` });
    expect(calls).toContain(`role grant-permission --prefix=true team-a readwrite /x "$(exit)' y/`);
  });
});
