import { maxBy, select, sumBy, TEMPO_LABELS } from '../promql';
import type { SignalContext } from '../signal';

const OUTSTANDING = 'tempodb_compaction_outstanding_blocks';

/** Who compacts: compactors until 2.10, backend-workers from 3.0 on. A single binary does it itself. */
const COMPACTING = '(tempo-)?(compactor|backend-worker)';

/**
 * Blocks that wait to be compacted, by tenant. Each compactor (2.x) counts the ones it owns; the backend-scheduler (3.x)
 * counts all.
 */
export function outstanding({ matchers, tenant }: SignalContext, by: readonly string[] = ['tenant']): string {
  return sumBy(by, select(OUTSTANDING, matchers(tenant)));
}

/** The same for each process that compacts, by tenant; where a tenant has several Tempos, of the one that is most behind. */
export function outstandingPerWorker(context: SignalContext): string {
  const waiting = outstanding(context, [...TEMPO_LABELS, 'tenant']);
  const workers = countWorkers((more) => context.matchers(more), TEMPO_LABELS);
  return maxBy(['tenant'], `${waiting} / on (${TEMPO_LABELS.join(', ')}) group_left () ${workers}`);
}

/**
 * The number of processes that compact. Where the scrape does not tell components apart, or everything runs in one process,
 * all processes of Tempo.
 *
 * @param matchers - the matchers of a selector, with the given one added
 */
export function countWorkers(matchers: (more: string) => string, by: readonly string[]): string {
  const grouping = by.length === 0 ? '' : ` by (${by.join(', ')})`;
  const named = ['container', 'job']
    .map((label) => select('tempo_build_info', matchers(`${label}=~"${label === 'job' ? '(.*/)?' : ''}${COMPACTING}"`)))
    .join(' or ');
  const any = select('tempo_build_info', matchers(''));
  return `(count${grouping} (${named}) or count${grouping} (${any}))`;
}
