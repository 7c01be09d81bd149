import { join } from 'node:path';
import { toolPaths } from '../../tools';
import { EDGE, GENERAL, SPARE, teamA } from '../e2e/run/cast';
import { untilNodes } from '../e2e/run/nodes';
import { expect } from '../e2e/run/scenario';
import type { Scenario } from '../e2e/run/scenario';
import { stopWorker } from '../e2e/testbed/workers/worker';
import { bringStandIns } from './cluster';
import { runTests } from './e2e-test';
import { judge } from './judge';
import { readLists, readSample } from './lists';

/** Seconds that the sample may take; on a quiet machine it takes two minutes. */
export const SAMPLE_SECONDS = 480;

/** How many tests of the sample run side by side. */
export const SAMPLE_JOBS = 3;

/** Images that tests of the sample ask for. */
const IMAGES = /\/(agnhost:2\.63\.0|busybox:1\.37\.0-1)$/;

/** Kubernetes' own tests on a tenant of the fleet, as the last that happens to it. */
export const conforming: readonly Scenario[] = [
  {
    name: "a sample of Kubernetes' own conformance tests passes on team-a",
    seconds: SAMPLE_SECONDS + 300,
    notWithout: SAMPLE_SECONDS + 330,
    run: async ({ kubectl, note }) => {
      const { tenant, workers } = await teamA(kubectl);
      // The tests want nodes that take any pod, and no others.
      for (const { name } of [EDGE, SPARE]) {
        await stopWorker(name);
        await tenant.kubectl(['delete', 'node', name, '--ignore-not-found']);
      }
      const names = GENERAL.map(({ name }) => name);
      await untilNodes(tenant.kubectl, names, 'Ready', 240);
      await bringStandIns(workers, IMAGES);
      const program = toolPaths(['kubernetes-1.36'])['kubernetes-1.36'].binaries['kubectl'] ?? 'kubectl';
      const sample = readSample();
      const outcomes = await runTests(
        sample,
        { kubeconfig: tenant.kubeconfig, kubectl: program, folder: join(__dirname, 'report') },
        { jobs: SAMPLE_JOBS, seconds: SAMPLE_SECONDS },
      );
      const verdict = judge(sample, outcomes, readLists());
      note(`${verdict.passed} passed, ${verdict.failed} failed, ${verdict.skipped} skipped`);
      expect(verdict.problems.length === 0, verdict.problems.join('\n'));
    },
  },
];
