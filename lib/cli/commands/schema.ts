import { Command } from 'commander';
import { FLEET_SCHEMA } from '../../model/fleet-schema';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Io } from '../io';

/** `colonnade schema` */
export function schemaCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('schema')
    .summary('print the JSON Schema of fleet.json')
    .description('Prints the JSON Schema (2020-12) of fleet.json, for editors and validators.')
    .option('--json', 'the same: a schema is JSON')
    .action(() => {
      io.out(`${JSON.stringify(FLEET_SCHEMA, null, 2)}\n`);
      done(EXIT.ok);
    });
}
