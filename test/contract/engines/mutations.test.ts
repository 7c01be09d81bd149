/**
 * The other direction of "what is rendered is accepted": what the definitions of an engine refuse, its library refuses first.
 *
 * For every required field, every list of allowed values and every CEL rule in the definitions of the kinds that an engine renders, a
 * rendered object is broken at that place, and a real API server is asked whether it refuses the result. A demand is COVERED when
 *
 * - the server refuses the broken object, so the demand is real, and
 * - no program is known that makes the library render such an object. Programs are options, random ones and such that say everything, with
 *   one value left out or replaced (by the empty text, by a text that no list allows, by another number, an empty list, an empty object): for
 *   each of them TypeScript refuses the program, or the library does (a rule, a guard), or what it renders keeps the demand. A renderer that
 *   always writes a field, or that writes one of a few words, covers its demand in this way.
 *
 * It is NOT WRITTEN when no rendered object has the place, so that there is nothing to break; these are counted and say nothing.
 * All others are in uncovered/<engine>.json: rules that no change here breaks. The list may only get shorter.
 * A rule that compares with what was there before is covered when the engine's list of immutable fields has the change that the server refuses,
 * so that who has both versions knows it beforehand. Patches, and options that take any
 * further field of upstream's, can write everything and are left out: whoever uses them is on their own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ImmutableField, JsonObject, KubernetesObject } from 'colonnade';
import { k0smotron } from '../../../lib/engines/k0smotron';
import { kamaji } from '../../../lib/engines/kamaji';
import { native } from '../../../lib/engines/native';
import { CONTROL_PLANES, INFRASTRUCTURES } from '../../support/engines/cluster-api-providers';
import { constraintsOf, isOfUpdates, nameOf, oneLine } from '../../support/engines/constraints';
import type { Constraint } from '../../support/engines/constraints';
import { describeEngines } from '../../support/engines/describe-engines';
import { PAIRS } from '../../support/engines/engines';
import { k0smotronOptions } from '../../support/engines/options-k0smotron';
import { kamajiOptions } from '../../support/engines/options-kamaji';
import { changesOf, takenByTypes } from '../../support/engines/programs';
import type { OptionType } from '../../support/engines/programs';
import { clusterApiPrograms } from '../../support/engines/programs-cluster-api';
import { RANDOM_ENGINES } from '../../support/engines/random';
import { refit } from '../../support/engines/refit';
import type { EngineFor } from '../../support/engines/refit';
import { refusedUpdates } from '../../support/engines/updates';
import { candidatesOf, isWritten, violationsOf } from '../../support/engines/violations';
import { SEED, populatedFleets } from '../../support/fleets';
import { renderData } from '../../support/fleets/render';
import { Judge } from '../../support/judge';
import type { Refusal } from '../../support/judge';
import type { Definition } from '../../support/module-crds';

jest.setTimeout(60 * 60_000);

const FLEETS = fc.sample(populatedFleets, { seed: SEED, numRuns: 40 }).map((data) => renderData(data).model);
/** Options that programs are made of by changing one value. */
const SAMPLES = 6;
/** Objects that are broken for each demand. */
const CANDIDATES = 6;

interface Subject {
  readonly name: keyof typeof RANDOM_ENGINES;
  /** Groups of the kinds that belong to the engine. */
  readonly groups: RegExp;
  /** Module of the engine. */
  readonly module: string;
  readonly types: () => readonly OptionType[];
  /** What the engine says cannot be changed later. */
  readonly immutable: readonly ImmutableField[];
}

/** Options as a program would write them; patches and free fields are not among them. */
function plain(options: object, ...left: readonly string[]): JsonObject {
  const entries = Object.entries(JSON.parse(JSON.stringify(options)) as JsonObject);
  return Object.fromEntries(entries.filter(([name]) => !left.includes(name)));
}

const SUBJECTS: readonly Subject[] = [
  {
    name: 'kamaji',
    groups: /^kamaji\.clastix\.io$/,
    immutable: kamaji().immutable,
    module: 'colonnade/engines/kamaji',
    types: () => [
      {
        type: 'KamajiOptions',
        samples: fc.sample(kamajiOptions, { seed: SEED, numRuns: SAMPLES }).map((options) => plain(options)),
        render: (options) => ofFirstFleet(() => kamaji(options)),
      },
    ],
  },
  {
    name: 'k0smotron',
    groups: /^k0smotron\.io$/,
    // Those of a policy, which is asked in k0smotron.test.ts; the definitions have none.
    immutable: [],
    module: 'colonnade/engines/k0smotron',
    types: () => [
      {
        type: 'K0smotronOptions',
        samples: fc
          .sample(k0smotronOptions, { seed: SEED, numRuns: SAMPLES })
          .map((options) => plain(options, 'patches', 'config', 'manifests')),
        render: (options) => ofFirstFleet(() => k0smotron(options)),
      },
    ],
  },
  {
    name: 'cluster-api',
    groups: /\.cluster\.x-k8s\.io$|^cluster\.x-k8s\.io$/,
    module: 'colonnade/engines/cluster-api',
    types: clusterApiPrograms,
    immutable: [...CONTROL_PLANES, ...INFRASTRUCTURES].flatMap(({ immutable }) => immutable),
  },
];

describeEngines(
  'demands of the definitions',
  ['1.36.3'],
  (definitions: readonly Definition[]) => {
    let judge: Judge;
    let stop = (): Promise<void> => Promise.resolve();
    const programs = new Map<string, readonly KubernetesObject[]>();

    beforeAll(async () => {
      for (const subject of SUBJECTS) programs.set(subject.name, reachable(subject));
      judge = await Judge.start('1.36.3', { crds: true, definitions });
      stop = () => judge.stop();
    });

    afterAll(async () => {
      await stop();
    });

    test.each(SUBJECTS)(
      'of $name are refused by the library first, but for a list that only gets shorter',
      async (subject) => {
        const objects = corpusOf(subject, definitions);
        const constraints = definitions
          .filter(({ spec }) => subject.groups.test(spec.group))
          .flatMap(constraintsOf)
          .filter((constraint) => objects.some((object) => isVersionOf(object, constraint)));
        const written = constraints.filter((constraint) => objects.some((object) => isWritten(object, constraint)));
        const reached = await judge.refusals(programs.get(subject.name) ?? []);
        expect({ 'refused by the server first': [...new Set(reached.map(({ message }) => message))] }).toEqual({
          'refused by the server first': [],
        });
        const uncovered: string[] = [];
        const { refusals: updates, wrong } = await refusedUpdates(subject.immutable, objects, judge);
        expect({ 'said to be immutable': wrong }).toEqual({ 'said to be immutable': [] });
        for (const constraint of written) {
          const isCovered = isOfUpdates(constraint)
            ? updates.some((refusal) => isAbout(refusal, constraint))
            : await isRefused(constraint, objects, judge);
          if (!isCovered) uncovered.push(nameOf(constraint));
        }
        const sorted = [...new Set(uncovered)].sort();
        process.stderr.write(
          `${subject.name}: ${constraints.length} demands, ${constraints.length - written.length} not written, ` +
            `${written.length - sorted.length} covered, ${sorted.length} uncovered\n`,
        );
        expect(written.length).toBeGreaterThan(5);
        const known = listOf(subject.name, sorted);
        expect({ 'uncovered and not in the list': sorted.filter((name) => !known.includes(name)) }).toEqual({
          'uncovered and not in the list': [],
        });
        expect({ 'covered by now, to be taken from the list': known.filter((name) => !sorted.includes(name)) }).toEqual(
          {
            'covered by now, to be taken from the list': [],
          },
        );
      },
    );

    test('of Kubernetes that the native engine calls immutable are refused', async () => {
      const objects = FLEETS.flatMap((model) => refit(model, () => native()).objects);
      const { refusals, wrong } = await refusedUpdates(native().immutable, objects, judge);
      expect(wrong).toEqual([]);
      expect(refusals.length).toBeGreaterThan(0);
    });
  },
  PAIRS,
);

/** The list that is checked in; COLONNADE_WRITE_UNCOVERED=1 writes it anew. */
function listOf(name: string, found: readonly string[]): readonly string[] {
  const file = join(__dirname, 'uncovered', `${name}.json`);
  if (process.env['COLONNADE_WRITE_UNCOVERED'] === '1') writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8')) as string[];
}

/** What the engine renders of random fleets with random options: its own kinds and what is immutable, each object once. */
function corpusOf(
  { name, groups, immutable }: Subject,
  definitions: readonly Definition[],
): readonly KubernetesObject[] {
  const known = new Set(definitions.filter(({ spec }) => groups.test(spec.group)).map(({ spec }) => spec.group));
  const isAsked = ({ apiVersion, kind }: KubernetesObject): boolean =>
    known.has(apiVersion.replace(/\/.*$/, '')) ||
    immutable.some((field) => field.apiVersion === apiVersion && field.kind === kind);
  const engines = fc.sample(RANDOM_ENGINES[name], { seed: SEED, numRuns: FLEETS.length });
  const byText = new Map<string, KubernetesObject>();
  FLEETS.forEach((model, index) => {
    const engineFor = engines[index];
    if (engineFor === undefined) return;
    for (const object of refit(model, engineFor).objects)
      if (isAsked(object)) byText.set(JSON.stringify(object), object);
  });
  return [...byText.values()];
}

function isVersionOf({ apiVersion, kind }: KubernetesObject, constraint: Constraint): boolean {
  return `${apiVersion} ${kind}` === constraint.kind.replace(' ', `/${constraint.version} `);
}

/** Whether the server refuses a rendered object that is broken there, and says so of that place. */
async function isRefused(constraint: Constraint, objects: readonly KubernetesObject[], judge: Judge): Promise<boolean> {
  for (const violation of candidatesOf(objects, constraint, CANDIDATES).flatMap((object) =>
    violationsOf(object, constraint),
  )) {
    const refusals = await judge.refusals([violation]);
    if (refusals.some((refusal) => isAbout(refusal, constraint))) return true;
  }
  return false;
}

/** Whether a refusal is for this demand: its place, and what is said of it. */
function isAbout({ message }: Refusal, { demand, path, detail, message: said = '' }: Constraint): boolean {
  const place = path.map((step) => (step === '*' ? '(?:\\[[^\\]]*\\]|\\.[^.:]+)' : `\\.?${step}`)).join('');
  switch (demand) {
    case 'required':
      return new RegExp(`${place}\\.${detail}: Required value`).test(message);
    case 'enum':
      return new RegExp(`${place}: Unsupported value`).test(message);
    case 'rule':
      return (
        new RegExp(`${place}(\\.\\w+)?: (Invalid value|Forbidden|Required value|Duplicate value)`).test(message) &&
        oneLine(message).includes(said)
      );
  }
}

/**
 * Objects that programs render which neither types nor the library refuse, and that no sample renders as it is. The compiler takes its time,
 * so they are made before a server waits for requests.
 */
function reachable({ module, types }: Subject): readonly KubernetesObject[] {
  const all = types().map((type) => ({ ...type, changes: type.samples.flatMap((sample) => changesOf(sample)) }));
  const programs = all.flatMap(({ type, render, changes }) =>
    changes.map(({ options }) => ({ type, render, options })),
  );
  const taken = takenByTypes(programs, module);
  const usual = new Set(
    all.flatMap(({ samples, render }) =>
      samples.flatMap((sample) => render(sample).map((each) => JSON.stringify(each))),
    ),
  );
  const found = new Map<string, KubernetesObject>();
  programs.forEach(({ render, options }, index) => {
    if (taken[index] !== true) return;
    for (const object of renderedBy(() => render(options))) {
      const text = JSON.stringify(object);
      if (!usual.has(text)) found.set(text, object);
    }
  });
  return [...found.values()];
}

function ofFirstFleet(engineFor: EngineFor): readonly KubernetesObject[] {
  const [model] = FLEETS;
  if (model === undefined) throw new Error('there is a fleet');
  return refit(model, engineFor).objects;
}

/** Nothing, where the library refuses to make it. */
function renderedBy(render: () => readonly KubernetesObject[]): readonly KubernetesObject[] {
  try {
    return render();
  } catch {
    return [];
  }
}
