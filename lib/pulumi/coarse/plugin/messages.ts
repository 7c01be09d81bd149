import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import * as proto from '@pulumi/pulumi/proto/provider_pb';
import type { ServiceDefinition } from './sdk';
import type { Properties } from './values';
import { eachField, fieldOf, readStruct } from './wire';

/** A request of the engine, and the properties of resources that came with it. */
export interface RequestWith<Q, F extends string> {
  /** Without these properties. */
  readonly message: Q;
  /** By what the protocol calls them; empty where there are none. */
  readonly properties: Readonly<Record<F, Properties>>;
}

/**
 * Numbers of the fields that hold properties of resources.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
const DIFF = { olds: 3, news: 4, oldInputs: 6 } as const;
const CREATE = { properties: 2 } as const;
const READ = { properties: 3, inputs: 4 } as const;
const UPDATE = { olds: 3, news: 4, oldInputs: 8 } as const;
const DELETE = { properties: 3, oldInputs: 5 } as const;
const CHECK = { news: 3 } as const;
const CHECKED = { inputs: 1 } as const;

export type DiffRequest = RequestWith<proto.DiffRequest, keyof typeof DIFF>;
export type CreateRequest = RequestWith<proto.CreateRequest, keyof typeof CREATE>;
export type ReadRequest = RequestWith<proto.ReadRequest, keyof typeof READ>;
export type UpdateRequest = RequestWith<proto.UpdateRequest, keyof typeof UPDATE>;
export type DeleteRequest = RequestWith<proto.DeleteRequest, keyof typeof DELETE>;

/**
 * The protocol of providers. Properties of resources, some 100 kB for a tenant, are read by {@link readStruct}; and of a check, which asks
 * for inputs and gets them back as they are, the answer is made of the same bytes.
 */
export const OBJECTS_SERVICE: ServiceDefinition = {
  ...ResourceProviderService,
  check: {
    ...ResourceProviderService.check,
    requestDeserialize: checkedInputs,
    responseSerialize: (answer: Buffer) => answer,
  },
  diff: { ...ResourceProviderService.diff, requestDeserialize: reading(proto.DiffRequest, DIFF) },
  create: { ...ResourceProviderService.create, requestDeserialize: reading(proto.CreateRequest, CREATE) },
  read: { ...ResourceProviderService.read, requestDeserialize: reading(proto.ReadRequest, READ) },
  update: { ...ResourceProviderService.update, requestDeserialize: reading(proto.UpdateRequest, UPDATE) },
  delete: { ...ResourceProviderService.delete, requestDeserialize: reading(proto.DeleteRequest, DELETE) },
};

/** The answer to a check. @param request - a `CheckRequest` */
export function checkedInputs(request: Buffer): Buffer {
  const news = split(request, CHECK).fields.news;
  return news === undefined ? Buffer.alloc(0) : fieldOf(CHECKED.inputs, news);
}

/** Reads requests of one type. @param fields - those with properties, by their names */
export function reading<Q, F extends string>(
  type: { deserializeBinary(bytes: Uint8Array): Q },
  fields: Readonly<Record<F, number>>,
): (request: Buffer) => RequestWith<Q, F> {
  return (request) => {
    const { fields: found, rest } = split(request, fields);
    const names = Object.keys(fields) as F[];
    const properties = names.map((name) => [name, readStruct(found[name] ?? Buffer.alloc(0))] as const);
    return {
      message: type.deserializeBinary(rest),
      properties: Object.fromEntries(properties) as Record<F, Properties>,
    };
  };
}

interface Split<F extends string> {
  readonly fields: Readonly<Partial<Record<F, Buffer>>>;
  /** The message without these fields. */
  readonly rest: Buffer;
}

function split<F extends string>(message: Buffer, fields: Readonly<Record<F, number>>): Split<F> {
  const names = new Map(Object.entries<number>(fields).map(([name, number]) => [number, name as F]));
  const found: Partial<Record<F, Buffer>> = {};
  const rest: Buffer[] = [];
  eachField(message, (number, content, start, end) => {
    const name = names.get(number);
    if (name === undefined) rest.push(message.subarray(start, end));
    else found[name] = content;
  });
  return { fields: found, rest: Buffer.concat(rest) };
}
