/** Seconds as Go reads a duration: `600s`. */
export function asDuration(seconds: number): string {
  return `${String(seconds)}s`;
}

/** Percent as a share of one: 50 is `0.5`. */
export function asRatio(percent: number): string {
  return String(percent / 100);
}
