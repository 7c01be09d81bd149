import * as proto from '@pulumi/pulumi/proto/provider_pb';
import { OBJECTS_SERVICE } from '../../../lib/pulumi/coarse/plugin/messages';
import { Struct } from '../../../lib/pulumi/coarse/plugin/sdk';
import type { JavaScriptValue } from '../../../lib/pulumi/coarse/plugin/sdk';
import { readStruct } from '../../../lib/pulumi/coarse/plugin/wire';

type Values = Readonly<Record<string, JavaScriptValue>>;

const VALUES: Values = {
  text: 'a text – with letters of two, three and four bytes: ü, €, 𝄞',
  empty: '',
  long: 'x'.repeat(70_000),
  numbers: [0, -1, 0.5, 2 ** 52],
  truths: { yes: true, no: false },
  none: null,
  nested: { list: [[], {}, [null, { deep: 'text' }]] },
  '': 'a name of no letters',
};

function bytesOf(values: Values): Buffer {
  return Buffer.from(Struct.fromJavaScript(values).serializeBinary());
}

describe('properties of resources', () => {
  test('are read as their own library reads them', () => {
    expect(readStruct(bytesOf(VALUES))).toEqual(VALUES);
    expect(readStruct(bytesOf(VALUES))).toEqual(Struct.deserializeBinary(bytesOf(VALUES)).toJavaScript());
    expect(readStruct(Buffer.alloc(0))).toEqual({});
    expect(readStruct(bytesOf({ ['__proto__']: { polluted: true } }))).not.toHaveProperty('polluted');
  });

  test('that are cut off are refused, wherever that is', () => {
    const whole = bytesOf({ text: 'some text', number: 1, list: [true] });
    const read = Array.from({ length: whole.length - 1 }, (_none, index) => whole.subarray(0, index + 1)).filter(
      (part) => {
        try {
          readStruct(part);
          return true;
        } catch {
          return false;
        }
      },
    );
    // What ends with a whole field is a message.
    for (const part of read) expect(Object.keys(readStruct(part)).length).toBeLessThan(3);
    expect(read).toHaveLength(2);
    expect(() => readStruct(Buffer.from([0x0b, 0x00]))).toThrow(/type that nobody knows: 3/);
  });
});

describe('requests of the engine', () => {
  /** What the service reads of a request. */
  const received = (operation: string, request: { serializeBinary(): Uint8Array }): unknown =>
    OBJECTS_SERVICE[operation]?.requestDeserialize(Buffer.from(request.serializeBinary()));
  const struct = (name: string) => Struct.fromJavaScript({ ...VALUES, name });
  const values = (name: string) => ({ ...VALUES, name });

  test('have their properties by name, and everything else', () => {
    const diff = new proto.DiffRequest().setId('id').setUrn('urn').setName('last');
    diff.setOlds(struct('olds')).setNews(struct('news')).setOldInputs(struct('old inputs'));
    const found = received('diff', diff) as { readonly message: proto.DiffRequest; readonly properties: object };
    expect(found.properties).toEqual({ olds: values('olds'), news: values('news'), oldInputs: values('old inputs') });
    expect([found.message.getId(), found.message.getUrn(), found.message.getName()]).toEqual(['id', 'urn', 'last']);

    const create = new proto.CreateRequest().setUrn('urn').setTimeout(900.5).setPreview(true);
    expect(received('create', create.setProperties(struct('new')))).toEqual({
      message: new proto.CreateRequest().setUrn('urn').setTimeout(900.5).setPreview(true),
      properties: { properties: values('new') },
    });
    const update = new proto.UpdateRequest().setOlds(struct('olds')).setNews(struct('news'));
    expect(received('update', update.setOldInputs(struct('old inputs')))).toMatchObject({
      properties: { olds: values('olds'), news: values('news'), oldInputs: values('old inputs') },
    });
    const read = new proto.ReadRequest().setInputs(struct('inputs')).setProperties(struct('state'));
    expect(received('read', read)).toMatchObject({
      properties: { inputs: values('inputs'), properties: values('state') },
    });
    const remove = new proto.DeleteRequest().setOldInputs(struct('old inputs'));
    expect(received('delete', remove)).toMatchObject({
      properties: { properties: {}, oldInputs: values('old inputs') },
    });
  });

  test('for a check are answered with the inputs as they came', () => {
    const request = new proto.CheckRequest().setUrn('urn').setOlds(struct('olds')).setNews(struct('news'));
    const answerTo = (check: proto.CheckRequest): proto.CheckResponse => {
      const bytes = OBJECTS_SERVICE['check']?.responseSerialize(received('check', check)) ?? Buffer.alloc(0);
      return proto.CheckResponse.deserializeBinary(bytes);
    };
    expect(answerTo(request).getInputs()?.toJavaScript()).toEqual(values('news'));
    expect(answerTo(request).getFailuresList()).toEqual([]);
    expect(answerTo(new proto.CheckRequest()).getInputs()).toBeUndefined();
  });
});
