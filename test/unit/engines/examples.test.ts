import type { Engine, Finding } from 'colonnade';
import { EXAMPLES, changeEngine } from '../../support/engines/change-engine';
import { ENGINES } from '../../support/engines/engines';

/** Says that an engine has no workers of a kind, that it renders no object of a name that a patch has, and that it has no such field. */
const NOT_HONOURED: readonly string[] = ['CLN1501', 'CLN3030', 'CLN5010'];

/** What is lost without anything that says why. A property that depends on another one goes with it. */
function unexplained(lost: readonly Finding[], { capabilities, rules }: Engine): readonly string[] {
  const codes = new Set([...rules.map(({ code }) => code), ...NOT_HONOURED]);
  const unsupported = Object.entries(capabilities)
    .filter(([, { support }]) => support === 'unsupported')
    .map(([path]) => withoutKinds(path));
  const isNamed = ({ property }: Finding) =>
    ['tenant', 'store', 'pool'].some((part) =>
      unsupported.some((path) => `${part}.${property}.`.startsWith(`${path}.`) || path === part),
    );
  const isConsequence = ({ path, property, code }: Finding) =>
    code === 'CLN0001' &&
    lost.some((other) => other.path === path && codes.has(other.code) && areSiblings(other.property, property));
  return lost
    .filter((finding) => !codes.has(finding.code) && !isNamed(finding) && !isConsequence(finding))
    .map(({ code, path, property, message }) => `${code} ${path} ${property}: ${message}`);
}

/** Kinds of stores, endpoints and bootstraps are part of paths, and no property of a program. */
function withoutKinds(path: string): string {
  return path.replace(/\.(loadBalancer|nodePort|clusterIp|shared|dedicated|cluster)(?=\.|$)/g, '');
}

function areSiblings(one: string, other: string): boolean {
  return one.replace(/\.[^.]*$/, '') === other.replace(/\.[^.]*$/, '');
}

describe.each(ENGINES)('an example with engine $title', ({ engine }) => {
  test.each(EXAMPLES)(
    'examples/%s loses only what is refused as not honoured, by name, and renders the rest',
    (example) => {
      const { lost, clusters } = changeEngine(example, engine);
      expect(unexplained(lost, engine)).toEqual([]);
      expect(clusters.flatMap(({ objects }) => objects).length).toBeGreaterThan(5);
    },
  );
});

test.each(['quickstart', 'full', 'bare-metal'])('examples/%s loses nothing with its own engine', (example) => {
  const [own] = ENGINES;
  if (own === undefined) throw new Error('there is an engine');
  expect(changeEngine(example, own.engine).lost).toEqual([]);
});

test('what is lost is named: a store that k0smotron does not share, and where its audit log would be', () => {
  const k0smotron = ENGINES.find(({ title }) => title === 'k0smotron');
  if (k0smotron === undefined) throw new Error('there is an engine');
  const { lost } = changeEngine('full', k0smotron.engine);
  expect(lost.map(({ property }) => property)).toEqual(
    expect.arrayContaining(['store', 'audit.sink', 'network.dnsAddress']),
  );
});
