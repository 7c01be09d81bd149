import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { FleetApp } from '../../../lib/synth';
import { dependenciesOf, inDependencyOrder } from '../../../lib/synth/dependency-order';
import { filesIn, refusal, scratchFolder } from './folders';
import { SEED } from '../../support/fleets/seed';

const scratch = scratchFolder();

/** Charts with groups of objects, and dependencies between any two of them that make no circle. */
const program = fc.record({
  charts: fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  edges: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
});

function build(app: App, { charts, edges }: { charts: number[][]; edges: [number, number][] }): void {
  const all: Construct[] = [];
  charts.forEach((groups, index) => {
    const chart = new Chart(app, `chart-${index}`);
    groups.forEach((objects, group) => {
      const parent = new Construct(chart, `group-${group}`);
      for (let object = 0; object <= objects; object += 1) {
        all.push(new ApiObject(parent, `o${object}`, { apiVersion: 'v1', kind: 'ConfigMap' }));
      }
      all.push(parent);
    });
    all.push(chart);
  });
  for (const [a, b] of edges) {
    const [from, to] = [Math.max(a % all.length, b % all.length), Math.min(a % all.length, b % all.length)];
    const [source, target] = [all[from], all[to]];
    // Later depends on earlier; what contains the other cannot depend on it.
    if (source === undefined || target === undefined || source === target) continue;
    if (source.node.path.startsWith(`${target.node.path}/`) || target.node.path.startsWith(`${source.node.path}/`))
      continue;
    source.node.addDependency(target);
  }
}

describe('the order of charts and objects of the user’s own', () => {
  it('is that of stock cdk8s, file names included', () => {
    fc.assert(
      fc.property(program, (shape) => {
        const stock = new App({ outdir: join(scratch.path, 'stock') });
        const ours = new FleetApp({ outdir: join(scratch.path, 'ours') });
        build(stock, shape);
        build(ours, shape);
        let refused = false;
        try {
          stock.synthYaml();
        } catch {
          refused = true;
        }
        fc.pre(!refused);
        rmSync(stock.outdir, { recursive: true, force: true });
        stock.synth();
        ours.synth();
        const names = (folder: string): Record<string, string[]> =>
          Object.fromEntries(
            Object.entries(filesIn(folder)).map(([path, text]) => [
              path,
              [...text.matchAll(/name: (.*)/g)].map(([, name]) => name ?? ''),
            ]),
          );
        expect(names(ours.outdir)).toEqual(names(stock.outdir));
      }),
      {
        seed: SEED,
        numRuns: 40,
        // A group in the third chart names what is in the first two: found among some thousands of programs.
        examples: [
          [
            {
              charts: [[0], [1], [0, 1], [1]],
              edges: [
                [13, 7],
                [3, 11],
                [2, 11],
              ],
            },
          ],
        ],
      },
    );
  });

  it('follows a chain that is longer than the stack is deep', () => {
    const app = new App({ outdir: scratch.path });
    const constructs = Array.from({ length: 20_000 }, (_, index) => new Construct(app, `c${index}`));
    const next = new Map(constructs.map((construct, index) => [construct, constructs[index + 1]]));
    const dependencies = new Map(
      [...next].map(([construct, target]) => [construct, new Set(target === undefined ? [] : [target])]),
    );
    expect(inDependencyOrder(constructs, dependencies).map(({ node }) => node.id)).toEqual(
      constructs.map(({ node }) => node.id).reverse(),
    );
  });

  it('takes the time of the edges, not of the paths through them', () => {
    const app = new App({ outdir: scratch.path });
    const charts = Array.from({ length: 12 }, (_, index) => {
      const chart = new Chart(app, `c${index}`);
      for (let object = 0; object < 5; object += 1) {
        new ApiObject(chart, `o${object}`, { apiVersion: 'v1', kind: 'ConfigMap' });
      }
      return chart;
    });
    charts.forEach((chart, index) => {
      const previous = charts[index - 1];
      if (previous !== undefined) chart.addDependency(previous);
    });
    const dependencies = dependenciesOf(app.node.findAll());
    // Eleven edges between charts, and each of five objects to each of five: stock cdk8s walks 5^12 paths here.
    expect([...dependencies.values()].reduce((sum, targets) => sum + targets.size, 0)).toBe(11 + 11 * 25);
    expect(inDependencyOrder(charts, dependencies)).toEqual(charts);
  });

  it('names a construct in a circle', () => {
    const app = new App({ outdir: scratch.path });
    const [a, b] = [new Construct(app, 'a'), new Construct(app, 'b')];
    a.node.addDependency(b);
    b.node.addDependency(a);
    const error = refusal(() => inDependencyOrder([a, b], dependenciesOf([a, b])));
    expect(error.findings).toMatchObject([{ code: 'CLN9011', path: expect.stringMatching(/^[ab]$/) as unknown }]);
  });
});
