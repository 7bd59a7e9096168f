import { fetchLabelNames, fetchLabelValues, type TimeWindow } from '../../grafana';
import { countersToInspect, TRACED_METRICS, type TracedInventory } from '../../signals/traced';

/**
 * How far back metrics of spans count as there. The generator takes a service away after a quarter of an hour without
 * spans, so a day would find what nobody makes any longer.
 */
const WINDOW_SECONDS = 6 * 3600;

/**
 * Asks Prometheus for the names of metrics made of spans, and for the labels of those that count: one request, and then
 * one for each counter (mostly two).
 *
 * @throws AbortError if the signal ended it; FetchError as Grafana gives it
 */
export async function takeTracedInventory(uid: string, signal: AbortSignal): Promise<TracedInventory> {
  const to = Date.now() / 1000;
  const window: TimeWindow = { from: to - WINDOW_SECONDS, to };
  const found = await fetchLabelValues(uid, '__name__', { match: [...TRACED_METRICS], window, signal });
  const names = new Set(found.values);
  const labels = await Promise.all(
    countersToInspect(names).map(async (counter): Promise<[string, ReadonlySet<string>]> => {
      const { values } = await fetchLabelNames(uid, { match: [counter], window, signal });
      return [counter, new Set(values)];
    })
  );
  return { names, labels: new Map(labels), truncated: found.truncated };
}
