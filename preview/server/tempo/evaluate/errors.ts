/** What Tempo answers when a query cannot be evaluated on the spans it meets. */
export class EvaluationError extends Error {}

/** The storage has no column for this; Tempo then leaves the data out instead of failing. */
export class UnsupportedError extends Error {}
