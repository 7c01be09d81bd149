import { ALTERNATIVES, lineOf } from '../../engines';
import type { CapabilityTable } from '../../engines';
import type { EngineReference, FleetModel, UnhonouredField } from '../../model';
import { setFields } from './set-fields';
import type { SetField } from './set-fields';

/** Fields that mean nothing without another: that one is what an engine does not honour. */
const PART_OF: Readonly<Record<string, string>> = {
  'tenant.audit.maxAgeDays': 'tenant.audit.sink',
  'tenant.audit.maxBackups': 'tenant.audit.sink',
  'tenant.audit.maxSizeMegabytes': 'tenant.audit.sink',
};

/**
 * What the fleet says and its engines do not honour. One entry for each line of a capability table, however many fields under it are set.
 *
 * @param tableOf - `undefined`: nothing is known of that engine
 */
export function unhonouredFields(
  fleet: FleetModel,
  tableOf: (engine: EngineReference) => CapabilityTable | undefined,
): readonly UnhonouredField[] {
  const tables = new Map<EngineReference, CapabilityTable | undefined>();
  const known = (engine: EngineReference) => {
    if (!tables.has(engine)) tables.set(engine, tableOf(engine));
    return tables.get(engine);
  };
  const refuses = new Map<CapabilityTable, boolean>();
  const isAsked = (engine: EngineReference) => {
    const table = known(engine);
    if (table === undefined) return false;
    if (!refuses.has(table)) refuses.set(table, refusesFields(table));
    return refuses.get(table) === true;
  };
  const lines = new Map<string, { readonly line: string; readonly fields: SetField[]; readonly note: string }>();
  for (const field of setFields(fleet, isAsked)) {
    const table = known(field.engine) ?? {};
    const line = lineOf(table, field.field);
    if (line === undefined || table[line]?.support !== 'unsupported' || isElsewhere(field.field, line, table)) continue;
    const key = `${field.path} ${line}`;
    const entry = lines.get(key) ?? { line, fields: [], note: table[line].note ?? '' };
    entry.fields.push(field);
    lines.set(key, entry);
  }
  return [...lines.values()].flatMap(({ line, fields, note }) => {
    const [first, ...others] = fields;
    if (first === undefined) return [];
    const field = others.length === 0 ? first.field : line;
    return [{ path: first.path, property: propertyOf(field), field, engine: first.engine.name, note }];
  });
}

/** Which machines an engine takes is asked by the kind of worker, with a code of its own. */
function isWorkerKind(line: string): boolean {
  return /^pool\.bootstrap\.[^.]+$/.test(line);
}

function refusesFields(table: CapabilityTable): boolean {
  return Object.entries(table).some(([line, { support }]) => support === 'unsupported' && !isWorkerKind(line));
}

function isElsewhere(field: string, line: string, table: CapabilityTable): boolean {
  const whole = PART_OF[field];
  return isWorkerKind(line) || (whole !== undefined && table[whole]?.support === 'unsupported');
}

/** A field as the program writes it: without kinds, and by the names of props. */
export function propertyOf(field: string): string {
  const segments = field.split('.');
  const named = segments.filter((_, index) => index > 0 && !ALTERNATIVES.includes(segments.slice(0, index).join('.')));
  return named
    .join('.')
    .replace(/^(store\.)?cluster(\.|$)/, '$1')
    .replace(/\.$/, '')
    .replace(/(^|\.)quotaBytes$/, '$1quota')
    .replace(/^(audit|konnectivity)\.enabled$/, '$1');
}
