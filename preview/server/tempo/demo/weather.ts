/** What goes wrong when: the same for the same seed and time, so that the past and the present belong together. */
export interface Weather {
  /** How much longer the product database takes. */
  readonly searchSlowdown: number;
  /** Share of card payments that fail. */
  readonly paymentFailures: number;
  /** How much longer the payment provider takes. */
  readonly paymentSlowdown: number;
  /** How many traces there are, compared with the rate asked for. */
  readonly load: number;
}

const MINUTE_MS = 60_000;
/** Every episode comes once in this time and lasts some minutes. */
const CYCLE_MINUTES = 24;

export function weatherAt(timeMs: number, seed: number): Weather {
  const minute = (timeMs / MINUTE_MS + (seed % CYCLE_MINUTES)) % CYCLE_MINUTES;
  const isSearchSlow = minute >= 5 && minute < 9;
  const arePaymentsBroken = minute >= 15 && minute < 18;
  return {
    searchSlowdown: isSearchSlow ? 9 : 1,
    paymentFailures: arePaymentsBroken ? 0.45 : 0.03,
    paymentSlowdown: arePaymentsBroken ? 3 : 1,
    load: 1 + 0.5 * Math.sin((2 * Math.PI * timeMs) / (20 * MINUTE_MS)),
  };
}
