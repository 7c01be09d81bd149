import * as nodeFs from 'node:fs';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { GENERATED } from '../../../lib/synth/header';
import type { FileSystem } from '../../../lib/synth/output-folder';
import { writeDirectory } from '../../../lib/synth/write-directory';
import { filesIn, refusal, scratchFolder } from './folders';

const MANIFEST = `${GENERATED}1.0.0 from acme.\napiVersion: v1\n`;
const scratch = scratchFolder();
const out = (): string => join(scratch.path, 'out');

function write(files: Record<string, string>, fs?: FileSystem): void {
  writeDirectory(
    out(),
    (sink) => {
      for (const [path, text] of Object.entries(files)) sink.write(path, text);
    },
    fs,
  );
}

/** A disk on which one operation fails from its nth call on. */
function failing(operation: keyof FileSystem, code: string, from = 1): FileSystem {
  let calls = 0;
  const original = nodeFs[operation] as (...args: unknown[]) => unknown;
  return {
    ...nodeFs,
    [operation]: (...args: unknown[]) => {
      calls += 1;
      if (calls < from) return original(...args);
      throw Object.assign(new Error(`${code}: made up, ${operation}`), { code, syscall: operation });
    },
  };
}

describe('writeDirectory', () => {
  it('makes the folder with all files and the folders above it', () => {
    const nested = join(scratch.path, 'a', 'b', 'out');
    const bytes = writeDirectory(nested, (sink) => [
      sink.write('eu-1/tenant-a.yaml', 'é'),
      sink.write('fleet.json', ['one, ', 'two']),
    ]);
    expect(filesIn(scratch.path)).toEqual({
      'a/b/out/eu-1/tenant-a.yaml': 'é',
      'a/b/out/fleet.json': 'one, two',
    });
    expect(bytes).toEqual([2, 8]);
  });

  it('writes pieces of any size and number, in any script', () => {
    const pieces = [
      '漢'.repeat(700_000),
      ...Array.from({ length: 50_000 }, (_, index) => `é${index}\n`),
      'x'.repeat(3_000_000),
    ];
    const bytes = writeDirectory(out(), (sink) => sink.write('large.txt', pieces));
    expect(bytes).toBe(Buffer.byteLength(pieces.join('')));
    expect(nodeFs.readFileSync(join(out(), 'large.txt'), 'utf8') === pieces.join('')).toBe(true);
  });

  it('goes on where a disk took less than it was given', () => {
    const fs: FileSystem = {
      ...nodeFs,
      writeSync: ((file: number, data: Buffer, offset: number, length: number) =>
        nodeFs.writeSync(file, data, offset, Math.min(length, 7))) as FileSystem['writeSync'],
    };
    write({ 'a.yaml': MANIFEST }, fs);
    expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST });
  });

  it('replaces the output of an earlier run as a whole', () => {
    write({ 'eu-1/tenant-a.yaml': MANIFEST, 'eu-1/tenant-b.yaml': MANIFEST });
    write({ 'eu-1/tenant-b.yaml': `${MANIFEST}kind: Secret\n` });
    expect(filesIn(scratch.path)).toEqual({ 'out/eu-1/tenant-b.yaml': `${MANIFEST}kind: Secret\n` });
  });

  it('replaces an empty folder', () => {
    mkdirSync(out());
    write({ 'a.yaml': MANIFEST });
    expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST });
  });

  it('keeps a link that leads to the output folder', () => {
    mkdirSync(join(scratch.path, 'real'));
    symlinkSync(join(scratch.path, 'real'), out());
    write({ 'a.yaml': MANIFEST });
    expect(nodeFs.lstatSync(out()).isSymbolicLink()).toBe(true);
    expect(filesIn(join(scratch.path, 'real'))).toEqual({ 'a.yaml': MANIFEST });
  });

  it('throws what the program throws, and leaves everything as it was', () => {
    write({ 'a.yaml': MANIFEST });
    const mistake = new Error('from the program');
    expect(() =>
      writeDirectory(out(), (sink) => {
        sink.write('b.yaml', MANIFEST);
        throw mistake;
      }),
    ).toThrow(mistake);
    expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST });
  });

  it('does not take an error of the program for one of the disk', () => {
    expect(() => writeDirectory(out(), () => nodeFs.readFileSync(join(scratch.path, 'missing')))).toThrow(/ENOENT/);
    expect(readdirSync(scratch.path)).toEqual([]);
  });

  it.each([
    ['ENOSPC', 'CLN9002'],
    ['EDQUOT', 'CLN9002'],
    ['EACCES', 'CLN9001'],
    ['EROFS', 'CLN9001'],
    ['EIO', 'CLN9001'],
  ])(
    'reports %s while a file is written as %s, with the old output in place and nothing left behind',
    (code, expected) => {
      write({ 'a.yaml': MANIFEST });
      const error = refusal(() => {
        write({ 'a.yaml': '1', 'eu-1/b.yaml': '2', 'eu-1/c.yaml': '3' }, failing('writeSync', code, 3));
      });
      expect(error.findings).toMatchObject([{ code: expected, property: 'outdir' }]);
      expect(error.findings[0]?.message).toContain(code);
      expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST });
    },
  );

  it('removes the folders that it made above the output when nothing gets written', () => {
    const deep = join(scratch.path, 'x', 'y', 'out');
    expect(
      refusal(() => writeDirectory(deep, (sink) => sink.write('a', 'b'), failing('writeSync', 'ENOSPC'))).code,
    ).toBe('CLN9002');
    expect(readdirSync(scratch.path)).toEqual([]);
  });

  it('puts the old output back when the new one cannot be moved into its place', () => {
    write({ 'a.yaml': MANIFEST });
    let renames = 0;
    const fs: FileSystem = {
      ...nodeFs,
      renameSync: (from, to) => {
        renames += 1;
        if (renames === 2) throw Object.assign(new Error('EACCES: made up'), { code: 'EACCES', syscall: 'rename' });
        nodeFs.renameSync(from, to);
      },
    };
    expect(
      refusal(() => {
        write({ 'b.yaml': MANIFEST }, fs);
      }).code,
    ).toBe('CLN9001');
    expect(renames).toBe(3);
    expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST });
  });

  it('keeps the output of another run that was faster', () => {
    write({ 'a.yaml': MANIFEST });
    const error = refusal(() => {
      const fs: FileSystem = {
        ...nodeFs,
        renameSync: (from, to) => {
          nodeFs.renameSync(from, to);
          if (to.toString().endsWith('.previous')) {
            mkdirSync(out());
            writeFileSync(join(out(), 'theirs.yaml'), MANIFEST);
          }
        },
      };
      write({ 'ours.yaml': MANIFEST }, fs);
    });
    expect(error.code).toBe('CLN9006');
    expect(filesIn(scratch.path)).toEqual({ 'out/theirs.yaml': MANIFEST });
  });

  it.each([
    ['a file of another program', 'notes.txt', 'mine'],
    ['a hidden file', '.gitignore', '*'],
    ['manifests of another program', 'app.k8s.yaml', 'apiVersion: v1\n'],
    ['a file deeper down', 'eu-1/kustomization.yaml', 'resources: []\n'],
    ['JSON that is no model', 'fleet.json', '{}'],
  ])('refuses a folder with %s and names it', (_, path, text) => {
    write({ 'a.yaml': MANIFEST });
    mkdirSync(join(out(), 'eu-1'));
    writeFileSync(join(out(), path), text);
    const error = refusal(() => {
      write({ 'b.yaml': MANIFEST });
    });
    expect(error.code).toBe('CLN9004');
    expect(error.findings[0]?.message).toContain(JSON.stringify(path));
    expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST, [`out/${path}`]: text });
  });

  it('refuses an output folder that is a file, or lies below one', () => {
    writeFileSync(out(), 'text');
    expect(
      refusal(() => {
        write({ 'a.yaml': MANIFEST });
      }).code,
    ).toBe('CLN9003');
    expect(refusal(() => writeDirectory(join(out(), 'below'), () => 0)).code).toBe('CLN9003');
    expect(filesIn(scratch.path)).toEqual({ out: 'text' });
  });

  it.each(['.', '..', '/'])('refuses %s, which cannot be swapped', (outdir) => {
    expect(refusal(() => writeDirectory(outdir, () => 0)).code).toBe('CLN9005');
  });

  it('refuses a mount point', () => {
    write({ 'a.yaml': MANIFEST });
    expect(
      refusal(() => {
        write({ 'b.yaml': MANIFEST }, failing('renameSync', 'EBUSY'));
      }).code,
    ).toBe('CLN9005');
    expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST });
  });

  it('refuses to write one path twice', () => {
    const error = refusal(() =>
      writeDirectory(out(), (sink) => {
        sink.write('a.yaml', '1');
        sink.write('a.yaml', '2');
      }),
    );
    expect(error.code).toBe('CLN9012');
    expect(readdirSync(scratch.path)).toEqual([]);
  });

  describe('after a run that was killed', () => {
    /** More than the largest process id that Linux gives. */
    const dead = `.colonnade-out.${hostname().replace(/[^A-Za-z0-9-]/g, '-')}.4194999.1`;

    it('removes what that run left', () => {
      mkdirSync(join(scratch.path, `${dead}.next`));
      mkdirSync(join(scratch.path, `${dead}.previous`));
      write({ 'a.yaml': MANIFEST });
      write({ 'a.yaml': MANIFEST });
      expect(readdirSync(scratch.path)).toEqual(['out']);
    });

    it('puts back what that run had moved away, when the new run fails as well', () => {
      mkdirSync(join(scratch.path, `${dead}.previous`));
      writeFileSync(join(scratch.path, `${dead}.previous`, 'a.yaml'), MANIFEST);
      expect(
        refusal(() => {
          write({ 'b.yaml': MANIFEST }, failing('writeSync', 'ENOSPC'));
        }).code,
      ).toBe('CLN9002');
      expect(filesIn(scratch.path)).toEqual({ 'out/a.yaml': MANIFEST });
    });

    it('leaves alone what a run that lives is writing, and what belongs to another folder or machine', () => {
      const others = [
        `.colonnade-out.${hostname().replace(/[^A-Za-z0-9-]/g, '-')}.${process.ppid}.1.next`,
        '.colonnade-out.elsewhere.4194999.1.next',
        dead.replace('-out.', '-out2.') + '.next',
        '.colonnade-out.next',
      ];
      for (const name of others) mkdirSync(join(scratch.path, name));
      write({ 'a.yaml': MANIFEST });
      expect(readdirSync(scratch.path).sort()).toEqual([...others, 'out'].sort());
    });
  });

  it('works across a deep relative path', () => {
    const cwd = process.cwd();
    const elsewhere = mkdtempSync(join(tmpdir(), 'colonnade-cwd-'));
    try {
      process.chdir(elsewhere);
      writeDirectory('some/out', (sink) => sink.write('a.yaml', MANIFEST));
      expect(existsSync(join(elsewhere, 'some/out/a.yaml'))).toBe(true);
    } finally {
      process.chdir(cwd);
      rmSync(elsewhere, { recursive: true });
    }
  });
});
