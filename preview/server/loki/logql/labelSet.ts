/** Labels by name. */
export type Labels = Readonly<Record<string, string>>;

/**
 * The labels of one line while a pipeline runs over it: those of its stream, its structured metadata, and what stages take
 * out of the line. Each name is in one of the three. Source: Loki 3.5, pkg/logql/log/labels.go.
 */
export class LabelSet {
  private readonly stream: Map<string, string>;
  private readonly metadata: Map<string, string>;
  private readonly parsed = new Map<string, string>();

  constructor(stream: Labels, metadata: Labels) {
    this.stream = new Map(Object.entries(stream));
    this.metadata = new Map(Object.entries(metadata));
  }

  /** Empty where there is none. */
  get(name: string): string {
    return this.parsed.get(name) ?? this.metadata.get(name) ?? this.stream.get(name) ?? '';
  }

  /** What a parser found: a label of the stream stays, and the new one is called `…_extracted`; metadata wins. */
  extract(name: string, value: string): void {
    const free = this.stream.has(name) ? `${name}_extracted` : name;
    if (!this.metadata.has(free)) {
      this.parsed.set(free, value);
    }
  }

  /** Replaces what has the name. */
  set(name: string, value: string): void {
    this.drop([name]);
    this.parsed.set(name, value);
  }

  drop(names: readonly string[]): void {
    for (const part of [this.stream, this.metadata, this.parsed]) {
      names.forEach((name) => part.delete(name));
    }
  }

  keep(names: readonly string[]): void {
    for (const part of [this.stream, this.metadata, this.parsed]) {
      this.drop([...part.keys()].filter((name) => !names.includes(name)));
    }
  }

  /** By category; all that are not of the stream, for answers that do not tell them apart, are in the other two. */
  list(): { stream: Labels; metadata: Labels; parsed: Labels } {
    return { stream: sorted(this.stream), metadata: sorted(this.metadata), parsed: sorted(this.parsed) };
  }

  /** All by name, for templates. */
  all(): Labels {
    return Object.fromEntries([...this.stream, ...this.metadata, ...this.parsed]);
  }
}

function sorted(labels: ReadonlyMap<string, string>): Labels {
  return Object.fromEntries([...labels].filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1)));
}
