import { shiftEpochSeconds, type Position } from './playback';
import type { MetricFamily, RecordedTarget } from './recording';
import { renderValue } from './renderValue';

/** What a component answers to a scrape, in the text format 0.0.4, or why it does not answer. */
export type Scrape = { text: string } | { error: string };

export function renderScrape(target: RecordedTarget, position: Position): Scrape {
  const error = target.errors.get(position.slot);
  if (error !== undefined) {
    return { error };
  }
  return { text: target.families.map((family) => renderFamily(family, position)).join('') };
}

function renderFamily(family: MetricFamily, { slot, shiftMs }: Position): string {
  const samples = family.series.flatMap(({ name, labels, values }) => {
    const value = values[slot];
    if (value === undefined) {
      return [];
    }
    const shown = family.epochSeconds ? shiftEpochSeconds(value, shiftMs) : value;
    return [`${name}${labels === '' ? '' : `{${labels}}`} ${renderValue(shown)}\n`];
  });
  if (samples.length === 0) {
    return '';
  }
  const help = family.help === '' ? '' : `# HELP ${family.name} ${family.help}\n`;
  return `${help}# TYPE ${family.name} ${family.type}\n${samples.join('')}`;
}
