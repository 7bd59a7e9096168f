type Json = Record<string, unknown>;

/**
 * The answer of a Tempo that left something out. Metrics and traces say so (status PARTIAL, since 2.8 and 2.7), a search
 * only by jobs that it did not complete. Other answers stay.
 *
 * @param path of the query API
 * @param body Tempo's JSON
 */
export function makePartial(path: string, body: string): string {
  const answer = readObject(body);
  if (!answer) {
    return body;
  }
  if (path.startsWith('/api/metrics/')) {
    return JSON.stringify(leaveSeriesOut(answer));
  }
  if (path.startsWith('/api/v2/traces/')) {
    const message = 'Trace exceeds maximum size of 1000 bytes, a partial trace is returned';
    return JSON.stringify({ ...answer, status: 'PARTIAL', message });
  }
  return path === '/api/search' ? JSON.stringify({ ...answer, metrics: stopHalfWay(answer.metrics) }) : body;
}

/** `modules/frontend/combiner/metrics_query_range.go`. */
function leaveSeriesOut(answer: Json): Json {
  const series = Array.isArray(answer.series) ? answer.series : [];
  const limit = Math.max(1, Math.floor(series.length / 2));
  return {
    ...answer,
    series: series.slice(0, limit),
    metrics: stopHalfWay(answer.metrics),
    status: 'PARTIAL',
    message: `Response exceeds maximum series limit of ${limit}, a partial response is returned. Warning: the accuracy of each individual value is not guaranteed.`,
  };
}

function stopHalfWay(metrics: unknown): Json {
  const totalJobs = 8;
  return { ...(metrics as Json | undefined), totalJobs, completedJobs: totalJobs / 2, totalBlocks: 4 };
}

function readObject(body: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
