import { runtime } from '@pulumi/pulumi';
import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb';

/** How the engine writes what is not known yet. */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** A resource as it was registered. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of resources. */
  readonly parent: string;
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly version: string;
  readonly createTimeout: string;
  readonly secretOutputs: readonly string[];
}

/** What a program registered with mocks in the place of the engine. */
export interface MockedRun {
  readonly resources: readonly Registered[];
  /** By `<kind> <name>`, the last words of the type and of the resource's name. */
  find(kind: string, name: string): Registered;
}

/** What a resource is once it has been made, by its name. In previews, what is not said is unknown. */
export type States = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What functions of providers return, by their token. */
export type Calls = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Runs a program with mocks in the place of the engine, and returns what it registered. */
export async function mocked(
  program: () => void | Promise<void>,
  options: { readonly preview?: boolean; readonly states?: States; readonly calls?: Calls } = {},
): Promise<MockedRun> {
  const { preview = false, states = {}, calls = {} } = options;
  await runtime.setMocks(
    {
      newResource: ({ name, inputs, id }) => ({
        // Of what is not read but made, the SDK says that the id is empty.
        id: id === undefined || id === '' ? (preview ? undefined : `${name}-id`) : id,
        state: { ...(inputs as object), ...states[name] },
      }),
      call: ({ token }) => ({ ...calls[token] }),
    },
    'project',
    'stack',
    preview,
  );
  const requests = record(runtime.getMonitor());
  const refusal = await inStack(program);
  if (refusal !== undefined) throw refusal.error;
  const resources = requests.map(registered).filter(({ type }) => type !== 'pulumi:pulumi:Stack');
  return {
    resources,
    find(kind, name) {
      const found = resources.filter((resource) => resource.type.endsWith(`:${kind}`) && resource.name.endsWith(name));
      if (found.length !== 1 || found[0] === undefined) {
        throw new Error(
          `${found.length} of ${kind} ${name} among ${resources.map((r) => `${r.type} ${r.name}`).join(', ')}`,
        );
      }
      return found[0];
    },
  };
}

/** Runs a program to its end. What it throws would otherwise end the process, as it does where an engine runs it. */
async function inStack(program: () => void | Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  let refusal: { readonly error: unknown } | undefined;
  await runtime.runInPulumiStack(async () => {
    try {
      await program();
    } catch (error) {
      refusal = { error };
    }
    return {};
  });
  await runtime.disconnect();
  return refusal;
}

/** Mocks see inputs alone; options are in the requests that they get. */
function record(monitor: object | undefined): readonly RegisterResourceRequest[] {
  const requests: RegisterResourceRequest[] = [];
  const answer: unknown = monitor && Reflect.get(monitor, 'registerResource');
  if (monitor === undefined || typeof answer !== 'function') throw new Error('there are no mocks.');
  Reflect.set(monitor, 'registerResource', (request: RegisterResourceRequest, ...others: unknown[]): unknown => {
    requests.push(request);
    return Reflect.apply(answer, monitor, [request, ...others]) as unknown;
  });
  return requests;
}

function registered(request: RegisterResourceRequest): Registered {
  const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf('::') + 2);
  return {
    type: request.getType(),
    name: request.getName(),
    inputs: request.getObject()?.toJavaScript() ?? {},
    parent: nameOf(request.getParent()),
    dependencies: request.getDependenciesList().map(nameOf).sort(),
    protect: request.getProtect() === true,
    retainOnDelete: request.getRetainondelete() === true,
    ignoreChanges: request.getIgnorechangesList(),
    version: request.getVersion(),
    createTimeout: request.getCustomtimeouts()?.getCreate() ?? '',
    secretOutputs: request.getAdditionalsecretoutputsList(),
  };
}
