import type { Properties } from './values';

/**
 * A field of a message. What is no text and no message is given as its bytes.
 *
 * @param start - where the field begins, with its number
 * @param end - where the next one begins
 */
type Visit = (number: number, content: Buffer, start: number, end: number) => void;

/**
 * Reads the fields of a message one after the other.
 *
 * @throws Error where the message is cut off, or none
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function eachField(bytes: Buffer, visit: Visit): void {
  let at = 0;
  const varint = (): number => {
    for (let value = 0, factor = 1; ; factor *= 128) {
      const byte = bytes[at];
      if (byte === undefined) throw new Error('a message is cut off.');
      at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  /** Of the content, which begins here. */
  const lengthOf = (wireType: number): number => {
    switch (wireType) {
      case 1:
        return 8;
      case 2:
        return varint();
      case 5:
        return 4;
      default:
        throw new Error(`a field of a message is of a type that nobody knows: ${wireType}.`);
    }
  };
  while (at < bytes.length) {
    const start = at;
    const tag = varint();
    const wireType = tag & 7;
    let from = at;
    if (wireType === 0) {
      varint();
    } else {
      const length = lengthOf(wireType);
      from = at;
      at += length;
    }
    if (at > bytes.length) throw new Error('a message is cut off.');
    visit(tag >>> 3, bytes.subarray(from, at), start, at);
  }
}

/** A field of a message that holds a text or a message. */
export function fieldOf(number: number, content: Buffer): Buffer {
  const head = [(number << 3) | 2];
  let left = content.length;
  for (; left > 127; left = Math.floor(left / 128)) head.push((left % 128) | 128);
  return Buffer.concat([Buffer.from([...head, left]), content]);
}

/**
 * Values of a `google.protobuf.Struct`. Its own library looks at each letter of a text, which takes longer than everything else that is
 * done with a set of objects.
 *
 * @see https://protobuf.dev/reference/protobuf/google.protobuf/#struct
 */
export function readStruct(bytes: Buffer): Properties {
  const entries: (readonly [string, unknown])[] = [];
  eachField(bytes, (_fields, entry) => {
    let [key, value]: readonly [string, unknown] = ['', null];
    eachField(entry, (number, content) => {
      if (number === 1) key = content.toString('utf8');
      else value = readValue(content);
    });
    entries.push([key, value]);
  });
  return Object.fromEntries(entries);
}

/** Kinds of values by the numbers of their fields. */
const KINDS = { number: 2, text: 3, truth: 4, struct: 5, list: 6 } as const;

function readValue(bytes: Buffer): unknown {
  let value: unknown = null;
  eachField(bytes, (number, content) => {
    value = readKind(number, content);
  });
  return value;
}

function readKind(kind: number, content: Buffer): unknown {
  switch (kind) {
    case KINDS.number:
      return content.readDoubleLE();
    case KINDS.text:
      return content.toString('utf8');
    case KINDS.truth:
      return content[0] === 1;
    case KINDS.struct:
      return readStruct(content);
    case KINDS.list:
      return readList(content);
    default:
      return null;
  }
}

function readList(bytes: Buffer): readonly unknown[] {
  const values: unknown[] = [];
  eachField(bytes, (_values, content) => values.push(readValue(content)));
  return values;
}
