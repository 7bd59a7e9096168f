import { applicability, CHAPTERS, signalContext, type Chapter, type KnownSystem, type Signal } from '../../../signals';

/** The signals that are numbers of the overview, by chapter, in the order shown. */
const NUMBERS: ReadonlyArray<[chapterId: string, signalIds: readonly string[]]> = [
  [
    'ingestion',
    [
      'ingestion.spans-now',
      'ingestion.bytes-now',
      'ingestion.discarded-share-now',
      'ingestion.push-p99-now',
      'ingestion.freshness-now',
    ],
  ],
  ['latency', ['latency.search-p99-now', 'latency.trace-by-id-p99-now', 'latency.within-slo-now']],
  ['errors', ['errors.reads-now', 'errors.overload-now', 'errors.maintenance-now', 'errors.down-now']],
  ['storage', ['storage.bytes-now', 'storage.blocks-now', 'storage.outstanding-now', 'storage.index-age-now']],
];

export interface OverviewNumber {
  signal: Signal;
  /** Of its query, unique among all numbers. */
  refId: string;
  /** PromQL with the variables of the page. */
  expr: string;
}

export interface OverviewChapter {
  chapter: Chapter;
  numbers: OverviewNumber[];
  /** How many signals of the chapter do not apply to the system, and how many there are. */
  notApplicable: number;
  total: number;
}

/**
 * The numbers that mean something on a system, by chapter. Each is one query of one series: the same that the chapter's
 * page shows.
 */
export function listOverviewNumbers(system: KnownSystem): OverviewChapter[] {
  const context = signalContext(system);
  return NUMBERS.flatMap(([chapterId, ids]) => {
    const chapter = CHAPTERS.find(({ id }) => id === chapterId);
    const signals = chapter?.sections.flatMap((section) => section.signals) ?? [];
    const applies = (signal: Signal) => applicability(signal, system).applies;
    const numbers = ids
      .flatMap((id) => signals.filter((signal) => signal.id === id && applies(signal)))
      .flatMap((signal) => {
        const [query] = signal.queries(context);
        return query ? [{ signal, refId: refIdOf(signal.id), expr: query.expr }] : [];
      });
    const notApplicable = signals.filter((signal) => !applies(signal)).length;
    return chapter ? [{ chapter, numbers, notApplicable, total: signals.length }] : [];
  });
}

/** Letters, digits and underscores: some backends build names of it. */
function refIdOf(signalId: string): string {
  return signalId.replace(/\W/g, '_');
}
