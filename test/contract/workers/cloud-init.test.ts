import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloudInit } from '../../../lib/workers/carriers/cloud-init';
import type { CloudInitOptions } from '../../../lib/workers/carriers/cloud-init';
import type { MachinePlan } from '../../../lib/workers/machine-plan';
import { aPlan } from '../../support/carriers';
import { describeWith, runTool } from '../../support/debian-tools';

/** cloud-init's own code: what it makes of user data, and the files that it writes below a folder. */
const READ = `
import json, sys
from cloudinit import helpers, user_data, util
from cloudinit.config import cc_write_files
root = sys.argv[1]
paths = helpers.Paths({'cloud_dir': root + '/cloud', 'run_dir': root + '/run'})
message = user_data.UserDataProcessor(paths).process(sys.stdin.buffer.read())
parts = [p for p in message.walk() if not p.is_multipart()]
read = [[p.get_content_type(), p.get_filename(), util.decode_binary(util.fully_decoded_payload(p))] for p in parts]
config = util.load_yaml([text for kind, name, text in read if kind == 'text/cloud-config'][-1])
cc_write_files.write_files('test', [f for f in config['write_files'] if f['path'].startswith(root)], 'root:root')
json.dump({'parts': read, 'runcmd': config['runcmd'], 'paths': [f['path'] for f in config['write_files']]}, sys.stdout)
`;

interface Understood {
  readonly parts: readonly (readonly [string, string | null, string])[];
  readonly runcmd: readonly (readonly string[])[];
  readonly paths: readonly string[];
}

describeWith('cloud-init', [{ command: 'cloud-init', package: 'cloud-init' }], () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'colonnade-cloud-init-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const below = (root: string): MachinePlan => {
    const plan = aPlan();
    return { ...plan, files: plan.files.map((file) => ({ ...file, path: `${root}${file.path}` })) };
  };
  const understood = (plan: MachinePlan, options: Partial<CloudInitOptions> = {}): Understood => {
    const { bytes } = cloudInit(plan, { pool: 'team-a/general', ...options });
    // Debian's own Python, which has the modules of the package.
    const { code, out, err } = runTool('/usr/bin/python3', ['-c', READ, folder], { input: bytes });
    if (code !== 0) throw new Error(err);
    return JSON.parse(out) as Understood;
  };
  const schema = (text: string) => {
    const file = join(folder, 'user-data');
    writeFileSync(file, text);
    return runTool('cloud-init', ['schema', '--config-file', file]);
  };

  test('finds the document valid against its schema', () => {
    const { bytes } = cloudInit(aPlan(), { pool: 'team-a/general' });
    const { code, out, err } = schema(Buffer.from(bytes).toString('utf8'));
    expect({ code, said: out + err }).toEqual({ code: 0, said: expect.stringContaining('Valid') as unknown });
  });
  test('would say when the document were not valid', () => {
    const text = Buffer.from(cloudInit(aPlan(), { pool: 'team-a/general' }).bytes).toString('utf8');
    expect(schema(text.replace('permissions:', 'mode:')).code).not.toBe(0);
  });
  test.each([
    ['plain', {}],
    ['multipart', { format: 'multipart' }],
    ['compressed', { limitBytes: 1800 }],
    ['multipart and compressed', { format: 'multipart', limitBytes: 2000 }],
  ] as const)('writes every byte and mode of the plan: %s', (_, options) => {
    const plan = below(folder);
    const { paths, runcmd } = understood(plan, options);
    expect(paths.slice(0, plan.files.length)).toEqual(plan.files.map(({ path }) => path));
    for (const { path, mode, content } of plan.files) {
      expect(readFileSync(path, 'utf8')).toBe(content);
      expect((statSync(path).mode & 0o7777).toString(8)).toBe(mode.replace(/^0/, ''));
    }
    expect(runcmd.at(-1)).toEqual(['systemctl', 'enable', '--now', 'colonnade-worker.service']);
  });
  test('reads further parts before ours', () => {
    const { parts } = understood(below(folder), {
      parts: [{ contentType: 'text/x-shellscript', filename: 'mine.sh', content: '#!/bin/sh\necho "--boundary"\n' }],
    });
    expect(parts.map(([type, name]) => [type, name])).toEqual([
      ['text/x-shellscript', 'mine.sh'],
      ['text/cloud-config', 'colonnade.yaml'],
    ]);
    expect(parts[0]?.[2]).toBe('#!/bin/sh\necho "--boundary"\n');
  });
});
