import { spawnSync } from 'node:child_process';
import { diagnose } from './diagnose';
import { down, kubeconfig, status, up } from './testbed';
import { placesOf } from './plan';
import { workerNames } from './workers/plan';
import { entryTo } from './workers/worker';

const USAGE = `The management cluster of the end-to-end tests, in namespaces of its own. Needs root.

  tsx test/e2e/testbed/main.ts up           bring it up (again: complete it)
  tsx test/e2e/testbed/main.ts status       which of its programs run
  tsx test/e2e/testbed/main.ts kubeconfig   print the administrator's kubeconfig
  tsx test/e2e/testbed/main.ts shell [cmd]  a shell, or a command, inside its network, with KUBECONFIG set
  tsx test/e2e/testbed/main.ts worker [name [cmd]]  a shell, or a command, on a machine that scenarios made; without a name: which there are
  tsx test/e2e/testbed/main.ts diagnose     collect descriptions, events and logs into test/e2e/artifacts
  tsx test/e2e/testbed/main.ts down         end it and remove what it made
`;

async function main(command: string | undefined, rest: readonly string[]): Promise<number> {
  const started = Date.now();
  const progress = (line: string): void => {
    process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
  };
  switch (command ?? 'help') {
    case 'up': {
      try {
        await up({ progress });
        return 0;
      } catch (error) {
        progress(`failed; diagnosis in ${await diagnose()}`);
        throw error;
      }
    }
    case 'diagnose': {
      process.stdout.write(`${await diagnose()}\n`);
      return 0;
    }
    case 'down': {
      await down();
      return 0;
    }
    case 'status': {
      const programs = Object.entries(await status());
      if (programs.length === 0) process.stdout.write('not up\n');
      for (const [name, runs] of programs) process.stdout.write(`${runs ? 'runs ' : 'ended'}  ${name}\n`);
      return programs.length > 0 && programs.every(([, runs]) => runs) ? 0 : 1;
    }
    case 'kubeconfig': {
      const text = kubeconfig();
      process.stdout.write(text ?? 'not up\n');
      return text === undefined ? 1 : 0;
    }
    case 'shell': {
      const { nodeNamespace, kubeconfig: file } = placesOf();
      const inner = rest.length > 0 ? rest : [process.env['SHELL'] ?? '/bin/sh'];
      const env = { ...process.env, KUBECONFIG: file };
      const shell = spawnSync('ip', ['netns', 'exec', nodeNamespace, ...inner], { stdio: 'inherit', env });
      return shell.status ?? 1;
    }
    case 'worker': {
      const [name, ...command] = rest;
      if (name === undefined) {
        for (const one of workerNames(placesOf())) process.stdout.write(`${one}\n`);
        return 0;
      }
      const [enter, ...args] = entryTo(name, command.length > 0 ? command : ['/bin/bash']) ?? [];
      if (enter === undefined) {
        process.stderr.write(`no machine ${name} runs\n`);
        return 1;
      }
      return spawnSync(enter, args, { stdio: 'inherit' }).status ?? 1;
    }
    default: {
      process.stderr.write(USAGE);
      return 2;
    }
  }
}

main(process.argv[2], process.argv.slice(3)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
