/** Arrays and objects this deep are still written entry by entry: deep enough to reach one tenant of a fleet. */
const DEPTH_OF_PIECES = 4;

/**
 * The text of `JSON.stringify(value, null, 2)` and a line break, in pieces: the model of a large fleet is larger than one string should be.
 */
export function* jsonPieces(value: unknown): Generator<string> {
  yield* pieces(value, '', DEPTH_OF_PIECES);
  yield '\n';
}

function* pieces(value: unknown, pad: string, depthLeft: number): Generator<string> {
  const isSmall = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  if (isSmall || depthLeft === 0) {
    yield JSON.stringify(value, null, 2).replaceAll('\n', `\n${pad}`);
    return;
  }
  const inner = `${pad}  `;
  const isArray = Array.isArray(value);
  let open = isArray ? '[' : '{';
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    yield `${open}\n${inner}${isArray ? '' : `${JSON.stringify(key)}: `}`;
    yield* pieces(entry, inner, depthLeft - 1);
    open = ',';
  }
  yield open === ',' ? `\n${pad}${isArray ? ']' : '}'}` : isArray ? '[]' : '{}';
}
