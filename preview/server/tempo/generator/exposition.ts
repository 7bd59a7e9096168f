/** Metrics as Prometheus reads them from a scrape: the text format 0.0.4, or OpenMetrics with exemplars. */

export type Labels = Readonly<Record<string, string>>;

export interface Exemplar {
  readonly labels: Labels;
  readonly value: number;
  readonly timeMs: number;
}

export interface Sample {
  /** With the suffix that the type asks for: `_bucket`, `_sum`, `_count`. */
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
  readonly exemplar?: Exemplar;
}

export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export type Format = 'text' | 'openmetrics';

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

export function formatFor(accept: string | undefined): Format {
  return accept?.includes('application/openmetrics-text') ? 'openmetrics' : 'text';
}

/** Families without samples are left out, as Go's client does with vectors that nobody has used. */
export function renderFamilies(families: readonly Family[], format: Format = 'text'): string {
  const lines: string[] = [];
  for (const family of families) {
    if (family.samples.length > 0) {
      const { name, type } = headOf(family, format);
      lines.push(`# HELP ${name} ${family.help}`, `# TYPE ${name} ${type}`);
      for (const sample of family.samples) {
        lines.push(renderSample(sample, format));
      }
    }
  }
  lines.push(...(format === 'openmetrics' ? ['# EOF'] : []));
  return lines.join('\n') + '\n';
}

/** OpenMetrics names a counter without `_total`; one whose samples do not end so cannot be a counter there. */
function headOf({ name, type }: Family, format: Format): { name: string; type: string } {
  if (format === 'text' || type !== 'counter') {
    return { name, type };
  }
  return name.endsWith('_total') ? { name: name.slice(0, -'_total'.length), type } : { name, type: 'unknown' };
}

function renderSample({ name, labels, value, exemplar }: Sample, format: Format): string {
  const line = `${name}${renderLabels(labels)} ${renderValue(value)}`;
  return exemplar && format === 'openmetrics'
    ? `${line} # ${renderLabels(exemplar.labels)} ${renderValue(exemplar.value)} ${exemplar.timeMs / 1000}`
    : line;
}

function renderLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escape(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/"/g, '\\"');
}

function renderValue(value: number): string {
  return value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value);
}
