import { execFile } from 'node:child_process';
import type { Io } from '../io';
import { commandError } from '../problems';

/** Which cluster kubectl talks to; empty: its own choice. */
export interface KubectlOptions {
  readonly context?: string;
  readonly kubeconfig?: string;
}

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads from the management cluster with the user's own kubectl, so that whatever credentials, plugins and proxies are set up there
 * are used here.
 *
 * @returns what it printed as JSON; `undefined` when there is no such object
 * @throws ColonnadeError `CLN9060` when there is no kubectl, or when it fails
 */
export async function readManagementCluster(
  args: readonly string[],
  options: KubectlOptions,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<unknown> {
  const chosen = [
    ...(options.kubeconfig === undefined ? [] : [`--kubeconfig=${options.kubeconfig}`]),
    ...(options.context === undefined ? [] : [`--context=${options.context}`]),
  ];
  const words = ['get', ...args, '--output=json', '--ignore-not-found', '--request-timeout=30s', ...chosen];
  const text = await run(words, io);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw commandError(
      'kubectl',
      'kubectl',
      `${said(words)} did not print JSON.`,
      'use kubectl of Kubernetes 1.28 or newer.',
    );
  }
}

function run(words: readonly string[], { cwd, env }: Pick<Io, 'cwd' | 'env'>): Promise<string> {
  const settings = { cwd, env: { ...env }, timeout: TIMEOUT_MS, maxBuffer: MOST_BYTES };
  return new Promise((resolve, reject) => {
    execFile('kubectl', [...words], settings, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else if (error.code === 'ENOENT') {
        reject(
          commandError(
            'kubectl',
            'kubectl',
            'there is no kubectl in PATH.',
            'install it: https://kubernetes.io/docs/tasks/tools/.',
          ),
        );
      } else {
        const reason = stderr.trim().split('\n').at(-1) ?? '';
        reject(
          commandError(
            'kubectl',
            'kubectl',
            `${said(words)} failed: ${error.killed === true ? 'no answer' : reason}`,
            'choose the management cluster with --context or --kubeconfig; reading Secrets of the tenant has to be allowed there.',
          ),
        );
      }
    });
  });
}

function said(words: readonly string[]): string {
  return `kubectl ${words.slice(0, 3).join(' ')}`;
}
