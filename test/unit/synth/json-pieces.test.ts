import fc from 'fast-check';
import { jsonPieces } from '../../../lib/synth/json-pieces';
import { SEED } from '../../support/fleets/seed';

describe('jsonPieces', () => {
  it('is the text of JSON.stringify with two spaces, and a line break', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect([...jsonPieces(value)].join('')).toBe(`${JSON.stringify(value, null, 2)}\n`);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('leaves out properties that are undefined', () => {
    const value = { a: undefined, b: [{ c: undefined }], d: 1 };
    expect([...jsonPieces(value)].join('')).toBe(`${JSON.stringify(value, null, 2)}\n`);
  });

  it('comes in one piece for each entry of a list four levels down, so that no piece holds the whole', () => {
    const tenants = Array.from({ length: 100 }, (_, index) => ({ name: `t${index}`, deep: { x: [1, 2, 3] } }));
    const pieces = [...jsonPieces({ clusters: [{ tenants }] })];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200);
  });
});
