/** A duration as traces show it: `850 µs`, `12.3 ms`, `1.25 s`, `2 min 5 s`. */
export function formatMs(ms: number): string {
  if (ms < 1) {
    return `${round(ms * 1000)} µs`;
  }
  if (ms < 1000) {
    return `${round(ms)} ms`;
  }
  return ms < 60_000 ? `${round(ms / 1000)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
