/** One measurement in a process of its own: `node child.js <measurement> <tenants> <outdir> [<engine>]`. Prints one line of JSON. */
import { rmSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import { FleetApp } from 'colonnade';
import { fleetOfEngine } from './engines';
import { fleetOf } from './program';
import { ENGINE_NAMES } from './results';
import type { EngineMeasurement, FleetMeasurement } from './results';

const [measurement, count, outdir, word] = process.argv.slice(2);
const tenants = Number(count);
if (outdir === undefined || !Number.isInteger(tenants))
  throw new Error('usage: child.js <measurement> <tenants> <outdir>');

const MEASUREMENTS: Readonly<Record<string, (outdir: string) => unknown>> = { fleet, stock, floor, engine };
const measure = MEASUREMENTS[measurement ?? ''];
if (measure === undefined) throw new Error(`no measurement ${measurement ?? ''}`);
process.stdout.write(`${JSON.stringify(measure(outdir))}\n`);
rmSync(outdir, { recursive: true, force: true });

/** The whole run: constructs, model, checks, rendering, YAML, files. */
function fleet(outdir: string): FleetMeasurement {
  const start = performance.now();
  const app = new FleetApp({ outdir });
  fleetOf(app, tenants);
  const { objects, bytes } = app.synth();
  const wallMs = performance.now() - start;
  return { tenants, wallMs, rssMiB: process.resourceUsage().maxRSS / 1024, objects, bytes };
}

/** The same of tenants of one engine, and what of it is rendering; time of the processor too, which other work on the machine changes less. */
function engine(outdir: string): EngineMeasurement {
  const name = ENGINE_NAMES.find((each) => each === word);
  if (name === undefined) throw new Error(`no engine ${word ?? ''}; there are ${ENGINE_NAMES.join(', ')}`);
  const [start, before] = [performance.now(), process.cpuUsage()];
  const app = new FleetApp({ outdir });
  const fleet = fleetOfEngine(app, tenants, name);
  let other = process.cpuUsage(before).user;
  const validate = fleet.validateFleet.bind(fleet);
  fleet.validateFleet = () => {
    const began = process.cpuUsage();
    const report = validate();
    other += process.cpuUsage(began).user;
    return report;
  };
  const { objects, bytes } = app.synth();
  const [wallMs, { user }] = [performance.now() - start, process.cpuUsage(before)];
  const rssMiB = process.resourceUsage().maxRSS / 1024;
  return {
    ...{ engine: name, tenants, wallMs, rssMiB, objects, bytes },
    userMicrosecondsPerObject: user / objects,
    renderingMicrosecondsPerObject: (user - other) / objects,
  };
}

/** Stock cdk8s with the objects that the fleet renders, one chart for each file. Making the objects is not counted. */
function stock(outdir: string): { readonly tenants: number; readonly wallMs: number } {
  const rendered = fleetOf(new FleetApp({ outdir }), tenants).charts.flatMap(({ charts }) =>
    charts.map((chart) => ({ id: chart.node.path.replaceAll('/', '-'), objects: chart.renderObjects() })),
  );
  const start = performance.now();
  const app = new App({ outdir });
  for (const { id, objects } of rendered) {
    const chart = new Chart(app, id);
    objects.forEach((object, index) => new ApiObject(chart, `object-${index}`, { ...object }));
  }
  app.synth();
  return { tenants, wallMs: performance.now() - start };
}

/** What `JSON.stringify` takes for the objects of the fleet, chart by chart. Only the calls of it are counted. */
function floor(outdir: string): { readonly wallMs: number } {
  let wallMs = 0;
  let length = 0;
  for (const { charts } of fleetOf(new FleetApp({ outdir }), tenants).charts) {
    for (const chart of charts) {
      const objects = chart.renderObjects();
      const start = performance.now();
      for (const object of objects) length += JSON.stringify(object).length;
      wallMs += performance.now() - start;
    }
  }
  if (length === 0) throw new Error('nothing was rendered');
  return { wallMs };
}
