import { generatorSnippets } from './generatorSnippets';
import { limitSnippets } from './limitSnippets';
import { receiverSnippets } from './receiverSnippets';
import type { DeploymentSituation, Snippet } from './snippet';

/**
 * Parts of a deployment for the system that was found: receivers, metrics-generator and limits, as values of the helm chart
 * (microservices only) and as Tempo's own files. Where the generation is not known, for each.
 */
export function listSnippets(situation: DeploymentSituation): Snippet[] {
  return [...receiverSnippets(situation), ...generatorSnippets(situation), ...limitSnippets(situation)];
}

/** What would be needed to say more, in sentences. */
export function listGaps({
  generation,
  receivers,
  processors,
  runtimeConfig,
  limitUse,
}: DeploymentSituation): string[] {
  const gaps: Array<[known: unknown, sentence: string]> = [
    [generation, 'The release of Tempo is not known: what differs is there for 2.x and for 3.x.'],
    [receivers, 'Prometheus does not say which receivers are used: all are listed.'],
    [processors, 'Prometheus does not say which processors of the metrics-generator are active.'],
    [
      runtimeConfig,
      'The limits in force are not known, because no process shows its page /status/runtime_config: there is no part for them.',
    ],
    [limitUse, 'Prometheus does not say how much of the limits is used.'],
  ];
  return gaps.filter(([known]) => known === undefined).map(([, sentence]) => sentence);
}
