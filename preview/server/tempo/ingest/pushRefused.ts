/** The codes of gRPC that the receivers answer with. */
export const GRPC = {
  unknown: 2,
  invalidArgument: 3,
  resourceExhausted: 8,
  unavailable: 14,
} as const;

/** A whole batch is refused, with the gRPC code that Tempo gives it. */
export class PushRefused extends Error {
  constructor(
    readonly code: number,
    message: string
  ) {
    super(message);
  }
}
