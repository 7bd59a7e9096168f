import type { Signal, SignalQuery } from '../signal';
import { portableVariants, type Variant } from './portableContexts';

/** What all variants have. */
const ANY_PRESENCE = 'tempo_build_info';

/**
 * The queries of a signal that hold for every Tempo: one set where nothing depends on how it is built, else those of all
 * variants it applies to, of which each gives series on its own kind of system only.
 *
 * Queries of several variants with the same legend become one, joined by `or`, so that tables and numbers keep their
 * columns.
 */
export function portableQueries(signal: Signal): SignalQuery[] {
  const variants = portableVariants().filter((variant) => mayApply(signal, variant));
  const alike = variants.map(({ context }) => signal.queries({ ...context, presence: ANY_PRESENCE }));
  const [first = []] = alike;
  if (alike.every((queries) => JSON.stringify(queries) === JSON.stringify(first))) {
    return first;
  }
  return join(variants.flatMap(({ context }) => signal.queries(context)));
}

/** Whether a signal can mean anything on a variant, as far as its requirements say. */
export function mayApply({ requires: { generation, topology, components } }: Signal, variant: Variant): boolean {
  return (
    (generation === undefined || generation === variant.generation) &&
    (topology === undefined || topology === variant.topology) &&
    !(variant.generation === '3.x' && components?.every((one) => one === 'ingester' || one === 'compactor'))
  );
}

function join(queries: SignalQuery[]): SignalQuery[] {
  const joined: SignalQuery[] = [];
  const exprs: string[][] = [];
  for (const query of queries) {
    const same = joined.findIndex((one) => keyOf(one) === keyOf(query));
    const found = exprs[same];
    if (!found) {
      joined.push(query);
      exprs.push([query.expr]);
    } else if (!found.includes(query.expr)) {
      found.push(query.expr);
    }
  }
  return joined.map((query, i) => ({
    ...query,
    // Those of tables are names of columns.
    refId: query.legend === '' ? query.refId : String.fromCharCode('A'.charCodeAt(0) + i),
    expr: exprs[i]?.length === 1 ? query.expr : (exprs[i] ?? []).map((expr) => `(${expr})`).join(' or '),
  }));
}

function keyOf({ refId, legend }: SignalQuery): string {
  return legend === '' ? refId : legend;
}
