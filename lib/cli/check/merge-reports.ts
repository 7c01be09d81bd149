import type { Finding } from '../../findings';
import type { CheckReport } from '../../report';

/**
 * Reports of which each is about a fleet of its own: a program that renders one fleet for several layouts, or renders it and synthesizes it,
 * reports it each time.
 */
export function mergeReports(reports: readonly CheckReport[]): readonly CheckReport[] {
  const merged = new Map<string, CheckReport>();
  for (const [index, report] of reports.entries()) {
    const key = report.model === null ? String(index) : JSON.stringify(report.model);
    const before = merged.get(key);
    merged.set(key, before === undefined ? report : { ...before, findings: union(before.findings, report.findings) });
  }
  return [...merged.values()];
}

function union(one: readonly Finding[], other: readonly Finding[]): readonly Finding[] {
  return [...new Map([...one, ...other].map((finding) => [JSON.stringify(finding), finding])).values()];
}
