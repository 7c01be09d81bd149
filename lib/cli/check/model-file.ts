import { readFileSync } from 'node:fs';
import { allRules, engineRules, runChecks } from '../../checks';
import { knownEngineOf } from '../../engines';
import { unhonouredFields } from '../../fleet';
import { MODEL_VERSION } from '../../model';
import type { FleetModel } from '../../model';
import { fleetOverview } from '../../report';
import type { CheckReport } from '../../report';
import { commandError } from '../problems';

/** Runs the rules over a model that was written as fleet.json. `name`: the file as the user typed it. */
export function checkModelFile(file: string, name: string): CheckReport {
  const model = readModel(file, name);
  try {
    return {
      fleet: model.path,
      overview: fleetOverview(model),
      model,
      rules: allRules().length,
      findings: runChecks(model, {
        rules: [...allRules(), ...engineRules()],
        unhonoured: unhonouredFields(model, (engine) => knownEngineOf(engine)?.engine.capabilities),
      }).findings,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw commandError(
      'notAFleet',
      name,
      `it says that it is a fleet, but does not have the form of one: ${reason}`,
      'synthesize the fleet again; colonnade schema prints the form.',
    );
  }
}

function readModel(file: string, name: string): FleetModel {
  const data = parse(file, name);
  const has = (key: string): unknown =>
    typeof data === 'object' && data !== null ? Reflect.get(data, key) : undefined;
  if (has('kind') !== 'Fleet' || typeof has('apiVersion') !== 'string') {
    throw commandError(
      'notAFleet',
      name,
      'it is not a fleet model (kind: Fleet).',
      'name the fleet.json of an output folder.',
    );
  }
  if (has('apiVersion') !== MODEL_VERSION) {
    throw commandError(
      'notAFleet',
      name,
      `it is of version ${JSON.stringify(has('apiVersion'))}; this colonnade reads ${MODEL_VERSION}.`,
      'synthesize the fleet again with this version, or use the version that wrote it.',
    );
  }
  return data as FleetModel;
}

function parse(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw commandError(
      'unreadable',
      name,
      `it is not readable JSON: ${reason}`,
      'name the fleet.json of an output folder.',
    );
  }
}
