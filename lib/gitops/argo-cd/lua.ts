import type { Expectation, KindHealth } from '../shared/health';

/**
 * A health check of Argo CD: Lua 5.1 with the libraries `base` and `table` alone, which gets the object as `obj` and returns its status and
 * a message. https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#custom-health-checks
 */
export function luaHealthCheck({ healthy, degraded, suspended }: KindHealth): string {
  return [
    ...PRELUDE,
    ...suspended.map((entry) => answer(entry, 'Suspended')),
    ...degraded.map((entry) => answer(entry, 'Degraded')),
    ...healthy.map(
      (entry) => `if not (${test(entry)}) then return { status = "Progressing", message = ${said(entry)} } end`,
    ),
    'return { status = "Healthy", message = "" }',
    '',
  ].join('\n');
}

/** An Application is as healthy as what it applies: without this, waves of an app of apps do not wait for each other. */
export const APPLICATION_HEALTH = [
  'if obj.status ~= nil and obj.status.health ~= nil and obj.status.health.status ~= nil then',
  '  return { status = obj.status.health.status, message = obj.status.health.message or "" }',
  'end',
  'return { status = "Progressing", message = "" }',
  '',
].join('\n');

const PRELUDE: readonly string[] = [
  'local function field(...)',
  '  local value = obj',
  '  for _, key in ipairs({...}) do',
  '    if type(value) ~= "table" then return nil end',
  '    value = value[key]',
  '  end',
  '  return value',
  'end',
  'local function condition(kind)',
  '  for _, entry in ipairs(field("status", "conditions") or {}) do',
  '    if entry.type == kind then return entry end',
  '  end',
  '  return {}',
  'end',
  'local function one_of(value, values)',
  '  for _, entry in ipairs(values) do',
  '    if tostring(value) == entry then return true end',
  '  end',
  '  return false',
  'end',
  'local observed = field("status", "observedGeneration")',
  'if field("metadata", "deletionTimestamp") ~= nil then',
  '  return { status = "Progressing", message = "is being deleted" }',
  'end',
  'if observed ~= nil and tostring(observed) ~= tostring(field("metadata", "generation")) then',
  '  return { status = "Progressing", message = "its controller has not seen the last change" }',
  'end',
];

function answer(entry: Expectation, status: string): string {
  return `if ${test(entry)} then return { status = "${status}", message = ${said(entry)} } end`;
}

function test(entry: Expectation): string {
  if ('field' in entry) return `one_of(${fieldOf(entry.field)}, { ${entry.values.map(quoted).join(', ')} })`;
  const found = `condition(${quoted(entry.condition)})`;
  const status = `${found}.status == ${quoted(entry.status)}`;
  return entry.reason === undefined ? status : `${status} and ${found}.reason == ${quoted(entry.reason)}`;
}

/** What is said of an object in this state: the words of its controller where there are some. */
function said(entry: Expectation): string {
  return 'field' in entry
    ? `${quoted(`${entry.field} is `)} .. tostring(${fieldOf(entry.field)})`
    : `condition(${quoted(entry.condition)}).message or ${quoted(`waits for ${entry.condition}`)}`;
}

function fieldOf(path: string): string {
  return `field(${path.split('.').map(quoted).join(', ')})`;
}

/** JSON's escapes of quotes, backslashes and line breaks are Lua's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
