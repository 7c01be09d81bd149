import { execFileSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { ensureTools } from '../../../tools';
import { ignition } from '../../../lib/workers/carriers/ignition';
import { aPlan } from '../../support/carriers';
import { describeWith, runTool } from '../../support/debian-tools';

interface Config {
  readonly ignition: { readonly config: { readonly replace: { readonly source: string | null } } };
  readonly storage: {
    readonly files: readonly {
      readonly path: string;
      readonly mode: number;
      readonly overwrite: boolean;
      readonly contents: { readonly source: string; readonly compression: string | null };
    }[];
  };
  readonly systemd: {
    readonly units: readonly {
      readonly name: string;
      readonly enabled?: boolean;
      readonly contents?: string;
      readonly dropins: readonly { readonly name: string; readonly contents: string }[];
    }[];
  };
}

function decoded({ source, compression }: { readonly source: string; readonly compression?: string | null }): string {
  const [, base64, data = ''] = /^data:(;base64)?,(.*)$/s.exec(source) ?? [];
  const bytes = base64 === undefined ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, 'base64');
  return (compression === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}

// Go builds the parser when it is not in the cache.
describeWith('Ignition', [{ command: 'go', package: 'golang' }], () => {
  let reader: string;
  beforeAll(async () => {
    reader = (await ensureTools(['ignition'])).ignition.binaries['ignition-read'] ?? '';
  }, 600_000);

  const read = (text: string): Config => JSON.parse(execFileSync(reader, { input: text, encoding: 'utf8' })) as Config;
  const rendered = (limitBytes: number | null = null) =>
    Buffer.from(ignition(aPlan(), { pool: 'team-a/general', limitBytes }).bytes).toString('utf8');

  test('reads every file with its bytes and its mode', () => {
    const { files } = read(rendered()).storage;
    const wanted = aPlan().files.filter(({ path }) => !path.startsWith('/etc/systemd/'));
    expect(
      files.map(({ path, mode, contents }) => ({ path, mode: `0${mode.toString(8)}`, content: decoded(contents) })),
    ).toEqual(wanted);
    expect(files.every(({ overwrite }) => overwrite)).toBe(true);
  });
  test('reads units and drop-ins, and starts nothing but the script', () => {
    const { units } = read(rendered()).systemd;
    expect(units).toMatchObject([
      {
        name: 'kubelet.service',
        dropins: [{ name: '20-colonnade.conf', contents: '[Service]\nRestart=always\n' }],
      },
      { name: 'colonnade-updates.timer', contents: '[Timer]\nOnCalendar=Sun\n' },
      { name: 'colonnade-worker.service', enabled: true },
    ]);
    expect(units.map(({ enabled }) => enabled)).toEqual([undefined, undefined, true]);
    expect(units[0]?.contents).toBeUndefined();
  });
  test('finds the whole document inside of the small one that is made when it is too large', () => {
    const large = rendered();
    const small = rendered(large.length - 1);
    expect(small.length).toBeLessThan(large.length);
    const inner = decoded({ source: read(small).ignition.config.replace.source ?? '', compression: 'gzip' });
    const contents = (text: string) => read(text).storage.files.map((file) => decoded(file.contents));
    expect(contents(inner)).toEqual(contents(large));
    expect(read(inner).systemd).toEqual(read(large).systemd);
  });
  test('would refuse a key or a mode that Ignition does not know', () => {
    const refusal = (text: string) => runTool(reader, [], { input: text });
    expect(refusal(rendered().replace('"overwrite"', '"overwrites"'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('overwrites') as unknown,
    });
    expect(refusal(rendered().replace('"mode":420', '"mode":644444'))).toMatchObject({ code: 1 });
  });
});
