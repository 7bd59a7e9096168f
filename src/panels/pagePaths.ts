import { PLUGIN_BASE_URL } from '../constants';
import { PANEL_PARAMETER } from './showPanel';

/** What pages of the app have in common in their URLs: data sources, time range, refresh and variables. */
const COMMON_PARAMETERS = /^(tempo|metrics|from|to|timezone|refresh|var-.+)$/;

/** The page of a chapter, for the same Tempo and times. */
export function chapterPath(chapterId: string, search: string): string {
  return render(`${PLUGIN_BASE_URL}/${chapterId}`, commonParameters(search));
}

/** The panel of a signal on the page of its chapter. */
export function panelPath(signalId: string, search: string): string {
  const parameters = commonParameters(search);
  parameters.set(PANEL_PARAMETER, signalId);
  return render(`${PLUGIN_BASE_URL}/${signalId.split('.')[0] ?? ''}`, parameters);
}

/** A trace on the Query page, of the same Tempo. */
export function tracePath({ traceId, spanId }: { traceId: string; spanId?: string }, tempoUid: string): string {
  const parameters = new URLSearchParams({ tempo: tempoUid, trace: traceId });
  if (spanId !== undefined) {
    parameters.set('span', spanId);
  }
  return render(`${PLUGIN_BASE_URL}/query`, parameters);
}

/** A TraceQL query on the Query page, of the same Tempo. */
export function queryPath(text: string, from: string, tempoUid: string): string {
  return render(`${PLUGIN_BASE_URL}/query`, new URLSearchParams({ tempo: tempoUid, q: text, from, to: 'now' }));
}

function commonParameters(search: string): URLSearchParams {
  const all = [...new URLSearchParams(search)];
  return new URLSearchParams(all.filter(([name]) => COMMON_PARAMETERS.test(name)));
}

function render(path: string, parameters: URLSearchParams): string {
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}
