/** Numbers that only rise, by their labels' values. */
export class Counter {
  private readonly values = new Map<string, number>();

  add(labels: readonly string[], value: number): void {
    const key = JSON.stringify(labels);
    this.values.set(key, (this.values.get(key) ?? 0) + value);
  }

  get(...labels: string[]): number {
    return this.values.get(JSON.stringify(labels)) ?? 0;
  }

  entries(): Array<{ labels: string[]; value: number }> {
    return [...this.values].map(([key, value]) => ({ labels: JSON.parse(key) as string[], value }));
  }
}

/** What the receivers and the distributor count, as Tempo does. */
export class IngestCounters {
  /** By receiver and transport. */
  readonly accepted = new Counter();
  readonly refused = new Counter();
  /** By tenant. */
  readonly spansReceived = new Counter();
  readonly bytesReceived = new Counter();
  /** Before the rate limit. */
  readonly ingressBytes = new Counter();
  readonly tracesCreated = new Counter();
  /** By reason and tenant. */
  readonly discarded = new Counter();
  pushes = 0;
  pushSeconds = 0;
  tracesInPushes = 0;
}
