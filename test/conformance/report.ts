/** How one test ended. */
export interface TestOutcome {
  /** Whole name of the test. */
  readonly test: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  /** Why it failed, or why it skipped itself. */
  readonly message?: string;
}

/** Ginkgo's JSON report, as far as it is read. https://pkg.go.dev/github.com/onsi/ginkgo/v2/types#Report */
interface GinkgoReport {
  readonly SpecReports: readonly {
    readonly ContainerHierarchyTexts: readonly string[] | null;
    readonly LeafNodeType: string;
    readonly LeafNodeText: string;
    readonly State: string;
    /** Nanoseconds. */
    readonly RunTime: number;
    readonly Failure?: { readonly Message?: string };
  }[];
}

/** What a run says of each test that it was to run, and of the suite's own set-up where that failed. */
export function readReport(json: string): readonly TestOutcome[] {
  const reports = JSON.parse(json) as readonly GinkgoReport[];
  return reports.flatMap(({ SpecReports }) =>
    SpecReports.flatMap((spec): TestOutcome[] => {
      const isTest = spec.LeafNodeType === 'It';
      const state = stateOf(spec.State);
      const message = spec.Failure?.Message;
      // Tests out of focus are in the report, too: skipped, and without a word.
      if (isTest ? state === 'skipped' && (message ?? '') === '' : state !== 'failed') return [];
      const test = isTest
        ? [...(spec.ContainerHierarchyTexts ?? []), spec.LeafNodeText].join(' ')
        : `[${spec.LeafNodeType}] ${spec.LeafNodeText}`.trim();
      return [
        { test, state, seconds: spec.RunTime / 1e9, ...(message !== undefined && message !== '' && { message }) },
      ];
    }),
  );
}

/** Names of the tests that a dry run would have run. */
export function readInventory(json: string): readonly string[] {
  return readReport(json)
    .filter(({ state, test }) => state === 'passed' && !test.startsWith('[BeforeSuite]'))
    .map(({ test }) => test)
    .sort();
}

/** Whatever did not pass and was not skipped has failed: panicked, interrupted, aborted, out of time. */
function stateOf(state: string): TestOutcome['state'] {
  if (state === 'passed') return 'passed';
  return state === 'skipped' || state === 'pending' ? 'skipped' : 'failed';
}
