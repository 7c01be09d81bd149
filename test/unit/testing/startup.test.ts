import type { ApiResponse } from '../../../lib/testing';
import { untilReady } from '../../../lib/testing/startup';

const OK: ApiResponse = { status: 200, body: 'ok' };

/** Answers by path; the last answer stays. */
function answering(answers: Readonly<Record<string, readonly ApiResponse[]>>) {
  const asked: string[] = [];
  return {
    asked,
    request: (_method: string, path: string): Promise<ApiResponse> => {
      const before = asked.filter((other) => other === path).length;
      asked.push(path);
      return Promise.resolve(answers[path]?.[before] ?? answers[path]?.at(-1) ?? OK);
    },
  };
}

describe('a local control plane is ready', () => {
  const starting: ApiResponse = { status: 500, body: '[-]poststarthook/rbac/bootstrap-roles failed' };
  const missing: ApiResponse = { status: 404, body: {} };

  test('when it says so and has made its namespaces', async () => {
    const client = answering({
      '/readyz': [starting, OK],
      '/api/v1/namespaces/default': [missing, missing, OK],
    });
    await untilReady({ deadline: Infinity }, [], client);
    expect(client.asked.filter((path) => path === '/readyz')).toHaveLength(4);
    expect(client.asked.filter((path) => path === '/api/v1/namespaces/default')).toHaveLength(3);
  });

  test.each([
    [{ '/readyz': [starting] }, /\/readyz answered 500: \[-\]poststarthook/],
    [{ '/api/v1/namespaces/kube-system': [missing] }, /\/api\/v1\/namespaces\/kube-system: not made yet/],
  ])('or its time is over, and what is lacking is said: %j', async (answers, said) => {
    await expect(untilReady({ deadline: 0 }, [], answering(answers))).rejects.toThrow(said);
  });
});
