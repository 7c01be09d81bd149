import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { ColonnadeError } from '../../../lib/findings';
import { shared } from '../../../lib/kubernetes/shared';
import { emitDocuments, emitPieces, emitYaml } from '../../../lib/kubernetes/yaml';
import { SEED } from '../../support/fleets/seed';

const VERSIONS = ['1.1', '1.2'] as const;

/** What readers of both versions make of the emitted text. */
function readBack(value: unknown): unknown[] {
  const text = emitYaml(value);
  return VERSIONS.map((version) => parse(text, { version, strict: true, uniqueKeys: true }) as unknown);
}

function expectRoundTrip(value: unknown): void {
  const expected: unknown = JSON.parse(JSON.stringify(value));
  for (const got of readBack(value)) expect(got).toEqual(expected);
}

function refusal(value: unknown): ColonnadeError {
  try {
    emitYaml(value);
  } catch (error) {
    if (ColonnadeError.is(error)) return error;
    throw error;
  }
  throw new Error('was not refused');
}

/** Characters that have a meaning somewhere in YAML, besides ordinary and far-off ones. */
const awkwardCharacter = fc.constantFrom(
  ...' \t\n\n:#-?{}[],&*!|>\'"%@`=~<.+_0178eExXobyYnN/\\$'.split(''),
  ...[
    '\r',
    '\0',
    '\x07',
    '\x1b',
    '\x7f',
    '\x85',
    '\xa0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffe',
    '\uffff',
    'é',
    '漢',
    '😀',
  ],
);
const awkwardString = fc.string({ unit: awkwardCharacter, maxLength: 14 });
const anyString = fc.oneof(
  awkwardString,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(awkwardString, { maxLength: 6 }).map((lines) => lines.join('\n')),
);
const scalar = fc.oneof(
  anyString,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      anyString.filter((key) => key !== '__proto__'),
      tie('tree'),
      { maxKeys: 4 },
    ),
  ),
}));

describe('emitYaml', () => {
  it('writes any JSON-like value so that readers of YAML 1.1 and 1.2 get the same value back', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expectRoundTrip(value);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('writes any string so that it comes back as the same string, as a value, an item, a key and a document', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        fc.pre(text !== '__proto__');
        expectRoundTrip({ value: text, after: [text, [text], { [text]: text, x: 1 }], [text]: { value: text } });
        expectRoundTrip(text);
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it.each(
    `y Y yes Yes YES n N no No NO on On ON off Off OFF true True TRUE false FALSE null Null NULL ~ = << .inf -.inf +.INF .nan .NaN inf
    -inf nan Infinity 0 -0 +1 1 007 0777 0o17 0x1F 0b101 1_000 1. .5 1.5 -1.5 1e3 1E+3 1e-3 +12e03 685.230_15e+03 1:30 190:20:30
    190:20:30.15 2001-12-14 2001-12-14t21:59:43.10-05:00 1.36.3 10.0.0.1 0x 0o 1e 00 08 09 1__0 _1 -_1 123e4x 12x4 1n 4t 0b2 0xg`.split(
      /\s+/,
    ),
  )(
    'quotes %s, which some reader takes for something else than a string, unless a character rules that out',
    (text) => {
      for (const got of readBack({ [text]: text })) expect(got).toEqual({ [text]: text });
      const isNumberLike = /^[-+.]?[0-9._:eExXobt-]+$/i.test(text);
      if (isNumberLike) expect(emitYaml(text)).toMatch(/^["']/);
    },
  );

  it.each([
    '- a',
    '-',
    '--- a',
    '...',
    '? a',
    '?',
    ': a',
    ':',
    'a: b',
    'a:',
    'a #b',
    '#a',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '{a}',
    '[a]',
    ',a',
    '"a"',
    "'a'",
    ' a',
    'a ',
    '',
    '\ta',
    'a\t',
    '<<',
  ])('quotes %j, which would be syntax', (text) => {
    expect(emitYaml(text)).toMatch(/^["']/);
    expectRoundTrip({ [text]: [text] });
  });

  it.each([
    'registry.k8s.io/etcd:v3.6.16',
    '--etcd-servers=https://etcd-0.etcd:2379,https://etcd-1.etcd:2379',
    '-c',
    '/bin/sh',
    '100m',
    '16Gi',
    '25%',
    '10.96.0.0/12',
    '$(POD_IP)',
    'kube-system',
    'system:masters',
    'two words',
    "it's",
  ])('leaves %s without quotes', (text) => {
    expect(emitYaml(text)).toBe(`${text}\n`);
    expectRoundTrip({ [text]: [text] });
  });

  it('writes nothing that is not printable, and no line break but the one that every reader takes for one', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(emitYaml(value)).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('writes nested data in block style, in the order of its keys', () => {
    expect(
      emitYaml({ b: [{ c: 1, d: [] }, [1, ['x']], 'y'], a: { e: {}, f: null, g: undefined }, h: { i: undefined } }),
    ).toBe(`b:
  - c: 1
    d: []
  - - 1
    - - x
  - "y"
a:
  e: {}
  f: null
h: {}
`);
  });

  it('writes text of several lines as a literal block, keeping what is at its end and its indentation', () => {
    expect(emitYaml({ a: 'x\n\n  y', b: 'x\n', c: ['x\n\n'], d: '  x\ny\n', e: 'a: b # c\n---\n' })).toBe(
      'a: |-\n  x\n\n    y\nb: |\n  x\nc:\n  - |+\n    x\n\nd: |2\n    x\n  y\ne: |\n  a: b # c\n  ---\n',
    );
    expectRoundTrip({ a: 'x\n\n  y', b: 'x\n', c: ['x\n\n'], d: '  x\ny\n', e: 'a: b # c\n---\n' });
  });

  it('never folds a long line', () => {
    const words = 'word '.repeat(2000).trim();
    expect(emitYaml({ words, quoted: `"${words}` }).split('\n')).toHaveLength(3);
    expectRoundTrip({ words, quoted: `"${words}` });
  });

  it('marks keys that are too long to stand without a mark', () => {
    const key = 'k'.repeat(3000);
    expectRoundTrip({ a: { [key]: { b: [1] }, [`${key}2`]: 'x', [`${key}3`]: [] } });
  });

  it('writes large and small numbers so that both versions read a number', () => {
    expectRoundTrip([0, -0, 1e21, 1.5e300, 1e-7, 5e-324, Number.MAX_SAFE_INTEGER, -1.25]);
  });

  it('leaves properties out that are undefined, as JSON.stringify does', () => {
    expect(emitYaml({ a: undefined, b: 1 })).toBe('b: 1\n');
    expect(emitYaml({ a: undefined })).toBe('{}\n');
  });

  it('takes plain data without a prototype', () => {
    const bare: Record<string, unknown> = Object.assign(Object.create(null) as object, { a: 1 });
    expect(emitYaml(bare)).toBe('a: 1\n');
  });

  const cycle: Record<string, unknown> = {};
  cycle['self'] = { items: [cycle] };
  it.each<[string, unknown, string, RegExp]>([
    ['NaN', { spec: { replicas: Number.NaN } }, 'spec.replicas', /NaN/],
    ['an infinity', [1, -Infinity], '[1]', /-Infinity/],
    ['a bigint', { a: [{ 'b/c': 10n }] }, 'a[0]["b/c"]', /bigint 10n/],
    ['a function', { a: () => 1 }, 'a', /function/],
    ['a symbol', { a: Symbol('x') }, 'a', /symbol/],
    ['a hole in an array', { a: [1, undefined] }, 'a[1]', /undefined/],
    ['nothing at all', undefined, '', /undefined/],
    ['a Date', { a: new Date(0) }, 'a', /Date/],
    ['a Map', { a: new Map() }, 'a', /Map/],
    ['half of a surrogate pair', { a: 'x\ud800y' }, 'a', /surrogate/],
    ['half of a surrogate pair in a key', { 'x\udc00': 1 }, '["x\\udc00"]', /surrogate/],
    ['a cycle', cycle, '', /contains itself/],
  ])('refuses %s and says where it is', (_, value, property, message) => {
    const error = refusal(value);
    expect(error.findings).toHaveLength(1);
    expect(error.findings[0]).toMatchObject({ code: 'CLN9030', severity: 'error' });
    expect(error.findings[0]?.message).toMatch(message);
    if (value !== cycle) expect(error.findings[0]?.property).toBe(property);
  });
});

describe('emitDocuments', () => {
  it('divides documents so that each can be read alone', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (values) => {
        const text = emitDocuments(values);
        const got = parseAllDocuments(text, { version: '1.1' });
        expect(Array.isArray(got) ? got.map((document) => document.toJS() as unknown) : []).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
      { seed: SEED, numRuns: 300 },
    );
    expect(emitDocuments([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
    expect(emitDocuments([])).toBe('');
  });

  it('names the document that it refuses', () => {
    expect(() => emitDocuments([{ a: 1 }, { spec: { b: NaN } }])).toThrow(/\[1\]\.spec\.b/);
  });
});

describe('emitPieces', () => {
  const script = (name: string): string => `#!/bin/bash\n${`echo ${name}\n`.repeat(200)}`;
  const document = (name: string): object => ({ metadata: { name }, data: { a: script('a'), b: script('b') }, z: [] });
  const text = (piece: ReturnType<typeof emitPieces>[number]): string =>
    typeof piece === 'string' ? piece : piece.text;

  it('writes what emitYaml writes, also where long blocks are inside of long blocks, lists and what is shared', () => {
    const long = fc.string({ minLength: 1, maxLength: 20 }).map((line) => script(line));
    fc.assert(
      fc.property(fc.array(fc.oneof(long, tree), { maxLength: 6 }), (values) => {
        const value = {
          values,
          deeper: { values: [values, emitYaml(values)] },
          common: shared({ values: [script('c')] }),
        };
        expect(emitPieces(value).map(text).join('')).toBe(emitYaml(value));
        expectRoundTrip(value);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('hands a long block of two documents on as the same piece', () => {
    const bodies = (name: string): readonly unknown[] =>
      emitPieces(document(name)).filter((piece) => typeof piece !== 'string');
    const [a, b] = bodies('one');
    expect(b).toBeDefined();
    expect(bodies('two')[0]).toBe(a);
    expect(bodies('two')[1]).toBe(b);
  });

  it('begins every piece but the first with a line break, so that nothing on one line is torn apart', () => {
    const pieces = emitPieces([document('one'), document('two')]).map(text);
    expect(pieces.length).toBeGreaterThan(8);
    for (const piece of pieces.slice(1)) expect(piece).toMatch(/^\n/);
  });
});
