const LINE_BREAKS = Array.from({ length: 24 }, (_, depth) => `\n${'  '.repeat(depth)}`);

/** A line break and the indentation of the next line, in steps of two spaces. */
export function lineBreakAt(depth: number): string {
  return LINE_BREAKS[depth] ?? `\n${'  '.repeat(depth)}`;
}

/**
 * The lines of a literal block, each behind its line break. Where a string occurs again, so does this object, as long as it is remembered:
 * what was found out about it once holds for all documents with it.
 */
export interface BlockBody {
  readonly text: string;
}

/** A part of a document: text of this document alone, or lines that other documents hold as well. */
export type YamlPiece = string | BlockBody;

/** A body shorter than this costs less to copy than to hand on by itself. */
const SHORTEST_PIECE = 1024;

/**
 * The lines of a document as they are written.
 *
 * Long blocks stay pieces of their own, because V8 keeps a sum of texts as a tree and copies all of it as soon as somebody reads a character:
 * scripts and manifests that every tenant has would be copied for each of them. Every piece but the first begins with a line break.
 */
export class YamlLines {
  private text = '';
  private readonly before: YamlPiece[] = [];

  /** Puts text behind what is there. */
  public add(text: string): void {
    this.text += text;
  }

  /** Puts the lines of a block behind what is there. */
  public addBody(body: BlockBody): void {
    if (body.text.length < SHORTEST_PIECE) this.text += body.text;
    else {
      this.before.push(this.text, body);
      this.text = '';
    }
  }

  /** All of it, in pieces. */
  public pieces(): readonly YamlPiece[] {
    return this.before.length === 0 ? [this.text] : [...this.before, this.text];
  }
}

/** The text of all pieces. */
export function joined(pieces: readonly YamlPiece[]): string {
  let text = '';
  for (const piece of pieces) text += typeof piece === 'string' ? piece : piece.text;
  return text;
}
