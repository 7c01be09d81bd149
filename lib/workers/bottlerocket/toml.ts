import type { JsonObject, JsonValue } from '../../kubernetes';
import { tomlKey, tomlString, tomlTable } from '../node/toml';

/**
 * Plain data as TOML: tables after the values of their parent, arrays of tables after the tables. Arrays hold tables alone, or values
 * alone; there are no `null`s.
 */
export function tomlDocument(data: JsonObject): string {
  return `${tables([], data).join('\n\n')}\n`;
}

function tables(path: readonly string[], data: JsonObject): readonly string[] {
  const entries = Object.entries(data);
  const lines = entries.filter(([, value]) => !isTable(value) && !isTableList(value));
  const head = lines.map(line);
  const own = head.length === 0 || path.length === 0 ? head : [tomlTable(path), ...head];
  return [
    ...(own.length === 0 ? [] : [own.join('\n')]),
    ...entries.flatMap(([key, value]) => (isTable(value) ? tables([...path, key], value) : [])),
    ...entries.flatMap(([key, value]) =>
      isTableList(value) ? value.map((table) => element([...path, key], table)) : [],
    ),
  ];
}

function element(path: readonly string[], table: JsonObject): string {
  return [`[${tomlTable(path)}]`, ...Object.entries(table).map(line)].join('\n');
}

function line([key, value]: [string, JsonValue | undefined]): string {
  return `${tomlKey(key)} = ${valueText(value)}`;
}

function valueText(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  return typeof value === 'string' ? tomlString(value) : JSON.stringify(value);
}

function isTable(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTableList(value: JsonValue | undefined): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isTable);
}
