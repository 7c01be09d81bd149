/** @jest-environment ./test/support/pulumi/environment.ts */

import EndedEngines from '../../support/pulumi/environment';

/** Rejects, and nobody handles it, before it resolves. */
async function abandon(error: Error): Promise<void> {
  void Promise.reject(error);
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a rejection that nobody handles in a test with an engine', () => {
  test.each([1, 14])('is let go where the engine has ended before it answered (%i)', async (code) => {
    await abandon(Object.assign(new Error('Resource monitor is terminating'), { code }));
  });

  test('fails the test where it is anything else', async () => {
    const promise = Promise.reject(new Error('refused'));
    const handled = jest.spyOn(promise, 'catch');
    EndedEngines.prototype.handleTestEvent({
      name: 'error',
      error: Object.assign(new Error('refused'), { code: 2 }),
      promise,
    });
    expect(handled).not.toHaveBeenCalled();
    await expect(promise).rejects.toThrow('refused');
  });
});
