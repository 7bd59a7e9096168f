import type { ProcessName } from '../../health';
import { fetchStatusConfig, type ShownConfig } from '../../tempo';
import { usePluginSettings } from '../PluginSettingsContext';
import { useSurroundings } from '../SurroundingsContext';
import { useAnswer, type Answer } from '../traced/useAnswer';
import { listReaches } from './listReaches';

/**
 * The whole configuration of a process, defaults and all, without its secrets. What differs from the defaults is part of the
 * evidence and needs no question.
 *
 * @param process - undefined to ask nothing
 * @returns an answer whose error is a `TempoRequestError`
 */
export function useProcessConfig(process: ProcessName | undefined): Answer<ShownConfig> {
  const { tempo, capabilities } = useSurroundings();
  const { componentUrls } = usePluginSettings();
  const reach =
    tempo && process !== undefined
      ? listReaches(tempo, capabilities, componentUrls ?? {}).reaches.find(({ name }) => name === process)
      : undefined;
  return useAnswer(reach && `${tempo?.uid} ${reach.via} ${reach.name}`, async (signal) => {
    if (!reach) {
      throw new RangeError('There is nobody to ask');
    }
    return fetchStatusConfig(reach.client, 'all', signal);
  });
}
