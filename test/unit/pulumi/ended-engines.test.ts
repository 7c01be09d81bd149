import { toleratingEndedEngines } from '../../../lib/pulumi/ended-engines';

const listeners = () => process.listeners('unhandledRejection');

/** What has been added to the process since. */
const since = (before: ReturnType<typeof listeners>) => listeners().filter((one) => !before.includes(one));

describe('requests of programs whose engine has ended', () => {
  let before: ReturnType<typeof listeners>;

  beforeEach(() => {
    jest.useFakeTimers();
    before = listeners();
  });

  afterEach(() => {
    jest.runAllTimers();
    jest.useRealTimers();
  });

  test('are listened for once, by all runs together, and no longer than a moment after the last', async () => {
    const ends: (() => void)[] = [];
    const [first, second] = [0, 1].map(() =>
      toleratingEndedEngines(() => new Promise<void>((resolve) => ends.push(resolve))),
    );
    expect(since(before)).toHaveLength(1);
    ends[0]?.();
    await first;
    jest.runAllTimers();
    expect(since(before)).toHaveLength(1);
    ends[1]?.();
    await second;
    expect(since(before)).toHaveLength(1);
    await expect(toleratingEndedEngines(() => Promise.reject(new Error('a run that fails')))).rejects.toThrow();
    expect(since(before)).toHaveLength(1);
    jest.runAllTimers();
    expect(listeners()).toEqual(before);
  });

  test('end no process; everything else does that nobody else listens for', async () => {
    await toleratingEndedEngines(() => {
      const [tolerate] = since(before);
      const others = listeners().filter((one) => one !== tolerate);
      const hear = (error: unknown) => tolerate?.(error, Promise.resolve());
      for (const code of [1, 14]) expect(() => hear(Object.assign(new Error('gone'), { code }))).not.toThrow();
      for (const other of others) process.off('unhandledRejection', other);
      try {
        expect(() => hear(new Error('of the program'))).toThrow('of the program');
      } finally {
        for (const other of others) process.on('unhandledRejection', other);
      }
      const another = () => undefined;
      process.on('unhandledRejection', another);
      expect(() => hear(new Error('of the program'))).not.toThrow();
      process.off('unhandledRejection', another);
      return Promise.resolve();
    });
  });
});
