let failures: Readonly<Record<string, string>> = {};

/** Why Grafana's backend cannot stream, by the uid of the data source, for the whole page. */
export function setStreamingFailures(byUid: Readonly<Record<string, string>>): void {
  failures = byUid;
}

export function getStreamingFailure(uid: string): string | undefined {
  return failures[uid];
}
