import { lineBreakAt } from './yaml-lines';
import type { BlockBody } from './yaml-lines';

/** A string as a literal block. */
export interface LiteralBlock {
  /** What stands behind the key or the dash: `|` and its indicators. */
  readonly header: string;
  /** The lines, each behind its line break. */
  readonly body: BlockBody;
}

/** Lines of nothing but white space, and a tab or an empty line in front: readers disagree about where such a block is indented. */
const UNFIT_FOR_BLOCK = /^[\n\t]|^ +[\n\t]|\n[ \t]+(?:\n|$)/;

/** Whether a literal block holds the string exactly. It has several lines, and nothing in it has to be escaped. */
export function fitsIntoBlock(value: string): boolean {
  return !UNFIT_FOR_BLOCK.test(value);
}

/**
 * A string that {@link fitsIntoBlock} as a block.
 *
 * @param depth indentation of its lines, in steps of two spaces; at least 1.
 */
export function literalBlock(value: string, depth: number): LiteralBlock {
  const lineBreak = lineBreakAt(depth);
  const indicator = value.startsWith(' ') ? '2' : '';
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  const chomping = body === value ? '-' : body.endsWith('\n') ? '+' : '';
  const text = `${lineBreak}${body.replace(/\n(?=[^\n])/g, lineBreak)}`;
  const block = { header: `|${indicator}${chomping}`, body: { text } };
  if (value.length >= SHORTEST_REMEMBERED) remember(value, depth, block);
  return block;
}

/*
 * Tenants share their scripts and most of their configuration, so what a long string became is remembered: in two generations, of which the
 * older is forgotten when the younger is full. What every tenant uses stays; what only one uses goes soon.
 */
const SHORTEST_REMEMBERED = 200;
const PER_GENERATION = 128;
type ByDepth = LiteralBlock[];
let young = new Map<string, ByDepth>();
let old = new Map<string, ByDepth>();

/** The block that a string became the last time at this depth; `undefined` when that is forgotten. */
export function rememberedBlock(value: string, depth: number): LiteralBlock | undefined {
  if (value.length < SHORTEST_REMEMBERED) return undefined;
  const known = young.get(value);
  if (known !== undefined) return known[depth];
  const earlier = old.get(value);
  if (earlier !== undefined) keep(value, earlier);
  return earlier?.[depth];
}

function remember(value: string, depth: number, block: LiteralBlock): void {
  const known = young.get(value);
  if (known !== undefined) known[depth] = block;
  else {
    const blocks: ByDepth = [];
    blocks[depth] = block;
    keep(value, blocks);
  }
}

function keep(value: string, blocks: ByDepth): void {
  if (young.size >= PER_GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(value, blocks);
}
