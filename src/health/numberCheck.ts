import type { SignalContext } from '../signals';
import {
  fine,
  found,
  unknown,
  type Check,
  type CheckInput,
  type Judgement,
  type Severity,
  type Subject,
} from './check';
import type { Sample } from './evidence';
import { formatValue, type ValueUnit } from './formatValue';

interface NumberCheck extends Omit<Check, 'queries' | 'judge' | 'severity'> {
  /** PromQL. No series means that it never happened, unless `noSeries` is given. */
  readonly expr: (context: SignalContext) => string;
  /** What is missing where there are no series, of a number that is always there when it is measured. */
  readonly noSeries?: string;
  /** Series above it are found; or below it, see `direction`. */
  readonly threshold: number;
  readonly direction?: 'above' | 'below';
  readonly severity: Severity;
  /** From here on it is critical (in the direction of the threshold). */
  readonly critical?: number;
  readonly unit: ValueUnit;
  /** The sentence of the finding. `worst` is formatted. */
  readonly says: (worst: string, subject: string) => string;
  /** The sentence when it is not found. */
  readonly otherwise: string;
  /** Labels that name the subject, the first that is there. */
  readonly subject?: readonly string[];
}

const QUERY = 'value';
/** More would not be read. */
const MAX_SUBJECTS = 10;

/** A check on one number: found where series are beyond a threshold. */
export function numberCheck(declared: NumberCheck): Check {
  const { expr, threshold, direction, critical, unit, says, otherwise, noSeries, subject, ...check } = declared;
  const sign = direction === 'below' ? -1 : 1;
  const beyond = (value: number, limit: number) => sign * value > sign * limit;
  const judge = ({ numbers }: CheckInput): Judgement => {
    const measured = numbers[QUERY] ?? [];
    if (measured.length === 0 && noSeries !== undefined) {
      return unknown(noSeries);
    }
    const samples = measured
      .filter(({ value }) => !Number.isNaN(value) && beyond(value, threshold))
      .sort((a, b) => sign * (b.value - a.value));
    const [worst] = samples;
    if (!worst) {
      return fine(otherwise);
    }
    const isCritical = critical !== undefined && beyond(worst.value, critical);
    return found(says(formatValue(worst.value, unit), nameOf(worst, subject)), {
      subjects: subjectsOf(samples, subject, unit),
      severity: isCritical ? 'critical' : check.severity,
    });
  };
  return { ...check, queries: (context) => ({ [QUERY]: expr(context) }), judge };
}

/** What a series is about: the value of the first of the labels that it has; empty where it has none. */
export function nameOf({ labels }: Sample, names: readonly string[] = []): string {
  return names
    .map((name) => labels[name] ?? '')
    .filter((value) => value !== '')
    .join(' ');
}

/** The series with a name, the worst first. */
export function subjectsOf(samples: readonly Sample[], names: readonly string[] = [], unit: ValueUnit): Subject[] {
  return samples
    .map((sample) => ({ name: nameOf(sample, names), detail: formatValue(sample.value, unit) }))
    .filter(({ name }) => name !== '')
    .slice(0, MAX_SUBJECTS);
}
