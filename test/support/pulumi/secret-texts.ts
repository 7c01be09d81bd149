import { mapOf, plain } from '../../../lib/pulumi/coarse/plugin/values';

/** The texts of a Secret that was registered. @throws where it was given as text, or is no secret of Pulumi */
export function secretTexts({ data, stringData }: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  if (stringData !== undefined || plain(data) === data) throw new Error('What is in it is not a secret of Pulumi.');
  const texts = Object.entries(mapOf(data));
  return Object.fromEntries(texts.map(([key, text]) => [key, Buffer.from(String(text), 'base64').toString('utf8')]));
}
