import type { Finding } from '../../../lib/findings';
import {
  COLOUR,
  count,
  formatFindings,
  formatProblems,
  formatSize,
  formatSeconds,
  formatSummary,
  PLAIN,
  styleFor,
  wrap,
} from '../../../lib/report';

const overlap: Finding = {
  code: 'CLN1004',
  severity: 'error',
  path: 'acme/eu-1/team-a',
  property: 'network.podCidrs',
  message: '10.96.0.0/12 overlaps serviceCidr 10.96.0.0/16 of the same tenant.',
  fix: 'the next free range is 10.112.0.0/12.',
};
const single: Finding = {
  code: 'CLN2107',
  severity: 'warning',
  path: 'acme/eu-1/team-b',
  property: 'replicas',
  message: '1 API server cannot survive a node failure.',
  fix: "replicas: 2, or acknowledge('CLN2107', 'test cluster')",
};
const overview = { name: 'acme', managementClusters: 1, datastores: 1, tenants: 2, workerPools: 1 };

describe('colour', () => {
  test.each([
    ['a terminal', { isTTY: true }, {}, COLOUR],
    ['a pipe', { isTTY: false }, {}, PLAIN],
    ['a stream that does not say', {}, {}, PLAIN],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, PLAIN],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, COLOUR],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, PLAIN],
    ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, COLOUR],
    ['a pipe with an empty FORCE_COLOR', {}, { FORCE_COLOR: '' }, COLOUR],
    ['a terminal with FORCE_COLOR=0', { isTTY: true }, { FORCE_COLOR: '0' }, PLAIN],
    ['both variables', {}, { FORCE_COLOR: '1', NO_COLOR: '1' }, COLOUR],
  ])('%s', (_, stream, env, expected) => {
    expect(styleFor(stream, env)).toBe(expected);
  });
});

describe('text', () => {
  test('is broken at spaces, and continued lines are indented', () => {
    expect(wrap('one two three four', 12, 4)).toBe('one two\n    three\n    four');
  });
  test('counts what stands before the first line', () => {
    expect(wrap('one two', 12, 2, 8)).toBe('one\n  two');
  });
  test('never breaks a word', () => {
    expect(wrap('a abcdefghijklmnop b', 8, 2)).toBe('a\n  abcdefghijklmnop\n  b');
  });
  test('counts one and many', () => {
    expect([count(1, 'tenant'), count(0, 'tenant'), count(2, 'is', 'are')]).toEqual(['1 tenant', '0 tenants', '2 are']);
  });
  test.each([
    [999, '999 B'],
    [61_234, '61 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [8_200_000, '8.2 MB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
  test('gives seconds two digits while they are few', () => {
    expect([formatSeconds(87), formatSeconds(12_345)]).toEqual(['0.09 s', '12.3 s']);
  });
});

describe('findings', () => {
  test('have a block each: place, problem, fix', () => {
    expect(formatFindings([overlap])).toBe(
      [
        'CLN1004  acme/eu-1/team-a  network.podCidrs',
        '         10.96.0.0/12 overlaps serviceCidr 10.96.0.0/16 of the same tenant.',
        '         Fix: the next free range is 10.112.0.0/12.',
      ].join('\n'),
    );
  });
  test('are counted in a headline', () => {
    const text = formatProblems([overlap, single], { subject: 'fleet acme', remark: 'Nothing was written.' });
    expect(text.split('\n')[0]).toBe('2 problems in fleet acme. Nothing was written.');
    expect(formatProblems([overlap]).split('\n')[0]).toBe('1 problem.');
  });
  test('come in reporting order, whatever order they were found in', () => {
    expect(formatFindings([single, overlap])).toBe(formatFindings([overlap, single]));
  });
  test('have no trailing spaces where a property is missing', () => {
    expect(formatFindings([{ ...overlap, property: '' }]).split('\n')[0]).toBe('CLN1004  acme/eu-1/team-a');
  });
  test('keep to the width', () => {
    const text = formatFindings([{ ...overlap, message: 'word '.repeat(80).trim() }], { width: 70 });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(70);
  });
  test('are marked by severity', () => {
    expect(formatFindings([overlap], { style: COLOUR })).toContain('\u001b[31mCLN1004\u001b[39m');
    expect(formatFindings([single], { style: COLOUR })).toContain('\u001b[33mCLN2107\u001b[39m');
  });
});

describe('summary', () => {
  test('says what there is, what was checked and what was written', () => {
    const text = formatSummary(
      { fleets: [overview], rules: 41, findings: [single] },
      { outdir: 'out', objects: 73, bytes: 61_234, milliseconds: 87 },
      { width: 120 },
    );
    expect(text.split('\n')).toEqual([
      '  fleet acme        1 management cluster, 1 datastore, 2 tenant control planes, 1 worker pool',
      '  checks            41 rules, 0 errors, 1 warning',
      '                    CLN2107 acme/eu-1/team-b  replicas: 1 API server cannot survive a node failure. Fix: replicas: 2, or',
      "                            acknowledge('CLN2107', 'test cluster')",
      '  written           out/  73 objects, 61 kB, 0.09 s',
    ]);
  });
  test('says nothing about writing where nothing was written', () => {
    expect(formatSummary({ fleets: [overview], rules: 41, findings: [] }, undefined)).not.toContain('written');
  });
});
