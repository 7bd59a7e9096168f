import { busiest, keepMatching, neighbourhood, type ServiceGraph } from '../../../signals/traced';

interface Choice {
  /** Empty for all. */
  readonly focus: string;
  readonly depth: number;
  readonly filter: string;
  readonly shown: number;
}

interface ChosenNodes {
  readonly graph: ServiceGraph;
  /** How many there would be without the limit on what is drawn. */
  readonly total: number;
}

/**
 * The part of the graph to draw: the surroundings of a service, services with a name and whom they talk to directly, the
 * busiest of them.
 */
export function chooseNodes(graph: ServiceGraph, { focus, depth, filter, shown }: Choice): ChosenNodes {
  const isKnown = graph.nodes.some(({ name }) => name === focus);
  const near = isKnown ? neighbourhood(graph, focus, depth) : graph;
  const matching = filter.trim() === '' ? near : keepMatching(near, filter);
  return { graph: busiest(matching, shown, isKnown ? [focus] : []), total: matching.nodes.length };
}
