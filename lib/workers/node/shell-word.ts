const PLAIN = /^[A-Za-z0-9_./:=@%+,-]+$/;

/** A text as one word of a POSIX shell, whatever is in it but NUL. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Texts as words of a POSIX shell, with spaces between them. */
export function shellWords(texts: readonly string[]): string {
  return texts.map(shellWord).join(' ');
}
