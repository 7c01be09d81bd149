/** How the engine marks a value that is wrapped, and which mark says that the value is a secret. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** The texts of a Secret that was registered. @throws where it was given as text, or is no secret of Pulumi */
export function secretTexts(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const { data, stringData } = inputs;
  const mark: unknown = Reflect.get(Object(data) as object, SIGNATURE);
  if (stringData !== undefined || mark !== SECRET) throw new Error('What is in it is not a secret of Pulumi.');
  const texts = Object.entries((data as { readonly value: Readonly<Record<string, string>> }).value);
  return Object.fromEntries(texts.map(([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')]));
}
