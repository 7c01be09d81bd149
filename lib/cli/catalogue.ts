import { allRules, engineRules } from '../checks';
import {
  AWS_PROBLEMS,
  CLOUD_PROBLEMS,
  INPUT_PROBLEMS,
  MANAGER_PROBLEMS,
  PLACE_PROBLEMS,
  PULUMI_PROBLEMS,
  REFUSED_HOST_PROBLEMS,
  RENDER_PROBLEMS,
  WORKER_GROUP_PROBLEMS,
} from '../findings';
import type { FindingCode, InputProblem, Severity } from '../findings';
import { installerProblems } from '../installers';
import { SYNTH_PROBLEMS } from '../synth';
import { CARRIER_PROBLEMS, CREDENTIAL_PROBLEMS } from '../workers';
import { COMMAND_PROBLEMS } from './problems';

/** What there is to say about one code. */
export interface CatalogueEntry {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What kind of thing it is about. */
  readonly stage: 'input' | 'check' | 'output' | 'installer' | 'command';
  readonly title: string;
  readonly explanation: string;
  /** Body of a program that is refused, and the same program mended. Checks only. */
  readonly wrong?: string;
  readonly right?: string;
}

/** Everything that can be found, by code. */
export function catalogue(): readonly CatalogueEntry[] {
  const problems = (
    stage: CatalogueEntry['stage'],
    table: Readonly<Record<string, InputProblem>> | readonly InputProblem[],
  ): CatalogueEntry[] =>
    Object.values(table).map(({ code, title, explanation }) => ({
      code,
      severity: 'error',
      stage,
      title,
      explanation,
    }));
  const rules = [...allRules(), ...engineRules()];
  // Some of what rendering refuses is found by a check before.
  const checked = new Set(rules.map(({ code }) => code));
  const refused = Object.values({
    ...RENDER_PROBLEMS,
    ...CARRIER_PROBLEMS,
    ...SYNTH_PROBLEMS,
    ...PULUMI_PROBLEMS,
    ...MANAGER_PROBLEMS,
    ...WORKER_GROUP_PROBLEMS,
  }).filter(({ code }) => !checked.has(code));
  return [
    ...problems('input', { ...INPUT_PROBLEMS, ...AWS_PROBLEMS, ...CLOUD_PROBLEMS, ...PLACE_PROBLEMS }),
    ...rules.map(({ code, severity, title, explanation, wrong, right }) => {
      return { code, severity, stage: 'check' as const, title, explanation, wrong, right };
    }),
    ...problems('input', REFUSED_HOST_PROBLEMS),
    ...problems('output', refused),
    ...problems('installer', installerProblems()),
    ...problems('command', { ...CREDENTIAL_PROBLEMS, ...COMMAND_PROBLEMS }),
  ].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** Reads a code however it is typed: `CLN1004`, `cln1004`, `1004`. */
export function normalizeCode(text: string): string {
  const digits = /^(?:cln)?-?(\d{1,4})$/i.exec(text.trim());
  return digits?.[1] === undefined ? text.trim() : `CLN${digits[1].padStart(4, '0')}`;
}

/** Codes that somebody who typed this may have meant: those nearest by number, otherwise by subject or by words of the title. */
export function nearCodes(text: string, entries: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  const code = normalizeCode(text);
  if (/^CLN\d{4}$/.test(code)) {
    const distance = (entry: CatalogueEntry) => Math.abs(Number(entry.code.slice(3)) - Number(code.slice(3)));
    return [...entries].sort((a, b) => distance(a) - distance(b) || (a.code < b.code ? -1 : 1)).slice(0, 3);
  }
  const words = text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  return entries.filter(({ title }) => words.some((word) => title.toLowerCase().includes(word))).slice(0, 5);
}
