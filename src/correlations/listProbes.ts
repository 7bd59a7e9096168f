import type { CorrelationInput, Probe } from './contract';
import { applyCorrections, correct } from './correct';
import { judgeLinks } from './judgeLinks';

/**
 * The questions that are still to be asked. Call it again with their answers until it returns none: what comes back
 * decides what is asked next (an exemplar leads to a trace). At last it asks what the corrected settings would ask, so that a
 * correction is proved before anybody applies it, and a mistake behind a mistake is found. It ends after a few rounds
 * whatever is answered; a probe that failed is answered, too.
 */
export function listProbes(input: CorrelationInput): Probe[] {
  const open = listOpen(input);
  if (open.length > 0) {
    return open;
  }
  const corrected = correct(input);
  return corrected.length > 0 ? listOpen(applyCorrections(input, corrected)) : [];
}

/** Each question once, as the first link asks it. */
function listOpen(input: CorrelationInput): Probe[] {
  const open = new Map<string, Probe>();
  for (const probe of judgeLinks(input).flatMap(({ probes }) => probes)) {
    if (!input.answers.has(probe.id) && !open.has(probe.id)) {
      open.set(probe.id, probe);
    }
  }
  return [...open.values()];
}
